import { beforeAll, expect, test } from 'vitest';
import { loadExperiment, settingsOf } from '../../../src/experiment/index.js';
import {
  type CountedTraining,
  type FlagValue,
  generationCommand,
  publishedShape,
  rehearseSwift,
  requireEnvironment,
  type SwiftRehearsal,
  trainingCommand,
} from '../../../src/trainer/index.js';

/** Of the profile `paper-4090`, by name: changed flags of a training. */
const variants: Record<string, Record<string, FlagValue>> = {
  profile: {},
  projector: { freeze_aligner: false },
  encoder: { freeze_vit: false },
  'projector and encoder': { freeze_aligner: false, freeze_vit: false },
  'named modules': { target_modules: ['q_proj', 'k_proj', 'v_proj'] },
  'rank 16': { lora_rank: 16 },
};

/** Variants of the profile by name; trainable parameters of LoRA of rank 8, 8 × (inputs + outputs) for every module. */
const files: Record<string, number> = {
  'paper-qkv': 32 * 3 * 8 * (4096 + 4096),
  'paper-projector': 19_988_480 + 8 * (1280 + 4096),
  'paper-30s': 19_988_480,
  'paper-two-epochs': 19_988_480,
  'paper-qlora': 32 * 8 * (4 * (4096 + 4096) + 3 * (4096 + 11_008)),
};

/** Flags that ms-swift refuses, each with the word that its message contains. */
const refused: Record<string, [flag: string, value: FlagValue, message: string]> = {
  misspelt: ['lora_rnk', 8, 'no flag --lora_rnk'],
  abbreviated: ['learning_rat', 1, 'would read it as --learning_rate'],
  'no number': ['lora_rank', 'x', 'invalid int value'],
  'no boolean': ['gradient_checkpointing', 'maybe', 'Truthy value expected'],
  'no choice': ['truncation_strategy', 'cut', 'invalid choice'],
  scheduler: ['lr_scheduler_type', 'cosin', 'not a valid SchedulerType'],
  tuner: ['tuner_type', 'lor', 'Unknown tuner_type'],
  family: ['model_type', 'qwen2_audi', 'model_type'],
  'no such module': ['target_modules', 'q_prj', 'Target modules'],
  'rank below 1': ['lora_rank', -1, 'should be a positive integer'],
  attention: ['attn_impl', 'sdp', 'attn_implementation'],
  report: ['report_to', 'nowhere', 'nowhere'],
};

let found: SwiftRehearsal;

beforeAll(async () => {
  const experiment = await loadExperiment('paper-4090');
  const settings = settingsOf(experiment, 'arm', { seed: 42 });
  const call = (name: string, changed: Record<string, FlagValue>) => {
    const argv = trainingCommand(['swift'], '/model', '/rows', '/out', { ...settings, ...changed }).slice(2);
    return { name, command: 'sft' as const, argv };
  };
  const infer = generationCommand(
    ['swift'],
    { model: '/model', adapter: '/adapter' },
    '/rows',
    '/answers',
    settingsOf(experiment, 'infer'),
  );
  const own = await Promise.all(
    Object.keys(files).map(async (name) => {
      const variant = await loadExperiment(name);
      const answers = generationCommand(
        ['swift'],
        { model: '/model' },
        '/rows',
        '/answers',
        settingsOf(variant, 'infer'),
      );
      const training = trainingCommand(['swift'], '/model', '/rows', '/out', settingsOf(variant, 'arm', { seed: 42 }));
      return [
        { name, command: 'sft' as const, argv: training.slice(2) },
        { name: `answers of ${name}`, command: 'infer' as const, argv: answers.slice(2) },
      ];
    }),
  );
  const { python } = await requireEnvironment();
  found = await rehearseSwift(
    {
      model: publishedShape('Qwen/Qwen2-Audio-7B-Instruct')!,
      calls: [
        ...Object.entries(variants).map(([name, changed]) => call(name, changed)),
        ...Object.entries(refused).map(([name, [flag, value]]) => call(name, { [flag]: value })),
        ...own.flat(),
        { name: 'answers', command: 'infer', argv: infer.slice(2) },
        { name: 'answers, misspelt', command: 'infer', argv: [...infer.slice(2), '--max_new_token', '3'] },
      ],
      rows: [],
    },
    { python, signal: new AbortController().signal, progress: () => {} },
  );
}, 300_000);

function training(name: string): CountedTraining {
  return found.trainings.find(({ calls }) => calls.includes(name))!;
}

function trainable(name: string): number {
  return Object.values(training(name).parts).reduce((sum, part) => sum + part.trainable, 0);
}

test('the calls of the profile are accepted', () => {
  const faulty = found.faults.map(({ call }) => call);
  expect(faulty.filter((name) => name in variants || name === 'answers')).toEqual([]);
});

test('the whole architecture has the parameters of the published model', () => {
  const { parts, weightBytes, trainableBytes } = training('profile');
  expect(parts.audio_tower.parameters).toBe(636_968_960);
  expect(parts.multi_modal_projector.parameters).toBe(5_246_976);
  expect(parts.language_model.parameters).toBe(7_754_878_976);
  expect(weightBytes).toBe(2 * 8_397_094_912);
  expect(trainableBytes).toBe(4 * 19_988_480);
});

test('ms-swift and peft choose the modules: counts for six settings', () => {
  expect(Object.fromEntries(Object.keys(variants).map((name) => [name, trainable(name)]))).toEqual({
    profile: 19_988_480,
    projector: 20_031_488,
    encoder: 25_886_720,
    'projector and encoder': 25_929_728,
    'named modules': 8_257_536,
    'rank 16': 39_976_960,
  });
  expect(training('profile').adapted.map(({ modules, count }) => [modules.split('.').at(-1), count])).toEqual(
    ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'].map((name) => [name, 32]),
  );
  expect(training('named modules').parts.audio_tower.trainable).toBe(1_966_080);
});

test.each(Object.entries(files))(
  '%s: ms-swift accepts every call, and peft gives the count of the arithmetic',
  (name, parameters) => {
    const faulty = found.faults.filter(({ call }) => call === name || call === `answers of ${name}`);
    expect(faulty).toEqual([]);
    expect(trainable(name)).toBe(parameters);
    // two of the 32 layers, and the projector where it has an adapter
    const layers = training(name).adapted.filter(({ modules }) => modules.includes('*'));
    expect(training(name).shallow.filter(({ modules }) => modules.includes('*'))).toEqual(
      layers.map((one) => ({ ...one, count: 2, parameters: one.parameters / 16 })),
    );
  },
);

test('bitsandbytes would keep the linear layers of the language model in 4 bits, and nothing else', () => {
  expect(training('paper-qlora').quantisable).toBe(32 * (4 * 4096 ** 2 + 3 * 4096 * 11_008));
});

test.each(Object.entries(refused))('%s: the flag at fault is found', (name, [flag, , message]) => {
  const fault = found.faults.find(({ call }) => call === name);
  expect(fault?.flags).toEqual([`--${flag}`]);
  expect(fault?.message).toContain(message);
});

test('a flag of swift infer that does not exist is found', () => {
  const fault = found.faults.find(({ call }) => call === 'answers, misspelt');
  expect(fault?.flags).toEqual(['--max_new_token']);
});
