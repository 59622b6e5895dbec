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
  quantisable: 32 * (4 * 4096 ** 2 + 3 * 4096 * 11_008),
  trainableBytes: 4 * 19_988_480,
  adapted: ['q', 'k', 'v', 'o', 'gate', 'up', 'down'].map((name) => ({
    modules: `language_model.model.layers.*.${name}_proj`,
    count: 32,
    parameters: 0,
  })),
  shallow: [],
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

test('in 4 bits, the linear layers of the language model take 3.1 GiB, and a card of 16 GB holds the longest row', async () => {
  const qlora = await loadExperiment('paper-qlora');
  const bits = { ...inputs, card: qlora.cardGiB * 2 ** 30, values: settingsOf(qlora, 'arm'), tokens: 2048 + 2 * 249 };
  const [quantised, others] = trainingMemory(training, bits).always;
  // 32 layers of 4 × 4096² and 3 × 4096 × 11,008; a scale of a byte per 64 weights, and one of 4 bytes for 256 of these
  expect(quantised!.bytes).toBe(6_476_005_376 * (1 / 2 + 1 / 64 + 4 / 16_384));
  expect(others!.bytes).toBe(2 * (8_397_094_912 - 6_476_005_376));
  expect(trainingMemory(training, bits).bytes).toBeLessThan(bits.card);
  expect(trainingMemory(training, { ...bits, values }).bytes).toBeGreaterThan(bits.card);
  const plain = { ...bits.values, bnb_4bit_use_double_quant: false };
  expect(trainingMemory(training, { ...bits, values: plain }).always[0]!.bytes).toBe(6_476_005_376 * (1 / 2 + 1 / 16));
  expect(trainingMemory(training, { ...bits, values: { ...plain, quant_bits: 8 } }).bytes).toBeNull();
});

test('generation keeps keys and values of every layer: half a MiB per token', () => {
  const plan = generationMemory(training, {
    ...inputs,
    values: settingsOf(experiment, 'infer'),
  });
  expect(plan.always.at(-1)!.bytes).toBe(8 * (600 + 128) * 2 ** 19);
});
