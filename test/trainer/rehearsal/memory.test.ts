import { expect, test } from 'vitest';
import { loadExperiment, settingsOf } from '../../../src/experiment/index.js';
import { type CountedTraining, generationMemory, publishedShape, trainingMemory } from '../../../src/trainer/index.js';

const { config } = publishedShape('Qwen/Qwen2-Audio-7B-Instruct')!;
const experiment = await loadExperiment('paper-4090');
const values = settingsOf(experiment, 'arm');

/** As ms-swift and peft count it, see rehearse-swift.slow.test.ts. */
const training: CountedTraining = {
  calls: ['arm ACC'],
  parts: {
    audio_tower: { parameters: 636_968_960, trainable: 0 },
    multi_modal_projector: { parameters: 5_246_976, trainable: 0 },
    language_model: { parameters: 7_754_878_976, trainable: 19_988_480 },
  },
  weightBytes: 2 * 8_397_094_912,
  trainableBytes: 4 * 19_988_480,
  adapted: ['q', 'k', 'v', 'o', 'gate', 'up', 'down'].map((name) => ({
    modules: `language_model.model.layers.*.${name}_proj`,
    count: 32,
    parameters: 0,
  })),
};

const card = 24 * 2 ** 30;
const inputs = { config, values, tokens: 600, clips: 2, card };

test('adapter, gradients and AdamW take 305 MiB', () => {
  const { always } = trainingMemory(training, inputs);
  const sum = always.slice(1, 4).reduce((all, { bytes }) => all + bytes!, 0);
  expect(Math.round(sum / 2 ** 20)).toBe(305);
});

test('with checkpointing a layer keeps its input, without it far more', () => {
  const kept = (changed: object): number =>
    trainingMemory(training, { ...inputs, values: { ...values, ...changed } }).always.at(-1)!.bytes!;
  expect(kept({})).toBe(600 * 32 * 4096 * 2);
  expect(kept({ gradient_checkpointing: false })).toBeGreaterThan(10 * kept({}));
});

test('one token more than those that fit does not fit', () => {
  const { fittingTokens } = trainingMemory(training, inputs);
  expect(trainingMemory(training, { ...inputs, tokens: fittingTokens! }).bytes).toBeLessThanOrEqual(card);
  expect(trainingMemory(training, { ...inputs, tokens: fittingTokens! + 1 }).bytes).toBeGreaterThan(card);
});

test('an optimizer whose memory is not known makes the sum unknown', () => {
  const { bytes, fittingTokens } = trainingMemory(training, { ...inputs, values: { ...values, optim: 'sgd' } });
  expect([bytes, fittingTokens]).toEqual([null, null]);
});

test('generation keeps keys and values of every layer: half a MiB per token', () => {
  const plan = generationMemory(training.weightBytes, training.trainableBytes, {
    ...inputs,
    values: settingsOf(experiment, 'infer'),
  });
  expect(plan.always.at(-1)!.bytes).toBe(8 * (600 + 128) * 2 ** 19);
});
