import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import { loadExperiment, settingsOf } from '../../src/experiment/index.js';
import { flags, generationCommand, requireEnvironment, trainingCommand } from '../../src/trainer/index.js';

/** Every call of `swift` of a profile, parsed by the installed ms-swift in one Python process, as it starts slowly. */
const parsed: Record<string, { rest: string[]; values: Record<string, string> }> = {};

beforeAll(async () => {
  const calls: { name: string; command: string; argv: string[] }[] = [];
  for (const profile of ['smoke', 'tiny', 'small', 'paper-4090']) {
    const experiment = await loadExperiment(profile);
    if (experiment.swift.base)
      calls.push({
        name: `${profile} base`,
        command: 'sft',
        argv: trainingCommand(['swift'], '/m', '/d.jsonl', '/o', settingsOf(experiment, 'base', { seed: 42 })).slice(2),
      });
    for (const [name, arm] of Object.entries(experiment.arms))
      calls.push({
        name: `${profile} ${name}`,
        command: 'sft',
        argv: trainingCommand(
          ['swift'],
          '/m',
          '/d.jsonl',
          '/o',
          settingsOf(experiment, 'arm', { arm, seed: 42 }),
        ).slice(2),
      });
    const infer = generationCommand(
      ['swift'],
      { model: '/m', adapter: '/a' },
      '/d.jsonl',
      '/r.jsonl',
      settingsOf(experiment, 'infer'),
    );
    calls.push({ name: `${profile} infer`, command: 'infer', argv: infer.slice(2) });
  }
  calls.push({ name: 'wrong', command: 'sft', argv: flags({ lora_rnk: 8 }) });
  const { python } = await requireEnvironment();
  const script = join(import.meta.dirname, 'parse_argv.py');
  const { stdout } = await execa(python, [script], { input: JSON.stringify(calls), env: { CUDA_VISIBLE_DEVICES: '' } });
  const results = JSON.parse(
    stdout
      .split('\n')
      .findLast((line) => line.startsWith('RESULT '))!
      .slice(7),
  );
  for (const [index, { name }] of calls.entries()) parsed[name] = results[index];
}, 120_000);

test('ms-swift supports every flag of every profile', () => {
  const unknown = Object.entries(parsed).filter(([name, { rest }]) => name !== 'wrong' && rest.length > 0);
  expect(unknown).toEqual([]);
  expect(Object.keys(parsed).length).toBeGreaterThan(25);
});

test('a misspelt flag is detected', () => {
  expect(parsed.wrong!.rest).toEqual(['--lora_rnk', '8']);
});

test("the paper's settings reach ms-swift as stated in the paper", () => {
  expect(parsed['paper-4090 ACC']!.values).toMatchObject({
    lora_rank: '8',
    lora_alpha: '32.0',
    lora_dropout: '0.05',
    learning_rate: '0.0001',
    weight_decay: '0.1',
    per_device_train_batch_size: '1',
    gradient_accumulation_steps: '16',
    max_length: '2048',
    torch_dtype: "'bfloat16'",
  });
});
