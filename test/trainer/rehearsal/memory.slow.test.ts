import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import {
  type CountedTraining,
  type MemoryPlan,
  publishedShape,
  requireEnvironment,
  trainingMemory,
} from '../../../src/trainer/index.js';

const sizes = { width: 128, inner: 344, vocabulary: 4000, heads: 4, tokens: 300 };

let measured: { keptPerLayer: number; keptPerLayerWithout: number; peakOfLoss: number };

beforeAll(async () => {
  const { python } = await requireEnvironment();
  const { stdout } = await execa(python, [join(import.meta.dirname, 'measure_memory.py')], {
    input: JSON.stringify(sizes),
    env: { CUDA_VISIBLE_DEVICES: '', OMP_NUM_THREADS: '1' },
  });
  measured = JSON.parse(stdout.split('\n').at(-1)!);
}, 300_000);

/** The plan of one row for a model with one layer. */
function plan(values: Record<string, boolean>): MemoryPlan {
  const { config } = publishedShape('Qwen/Qwen2-Audio-7B-Instruct')!;
  const text_config = {
    ...config.text_config,
    hidden_size: sizes.width,
    intermediate_size: sizes.inner,
    vocab_size: sizes.vocabulary,
    num_hidden_layers: 1,
  };
  const modules = ['q', 'k', 'v', 'o', 'gate', 'up', 'down'].map(
    (name) => `language_model.model.layers.*.${name}_proj`,
  );
  const training: CountedTraining = {
    calls: [],
    parts: {
      audio_tower: { parameters: 0, trainable: 0 },
      multi_modal_projector: { parameters: 0, trainable: 0 },
      language_model: { parameters: 0, trainable: 0 },
    },
    weightBytes: 0,
    quantisable: 0,
    trainableBytes: 0,
    adapted: modules.map((name) => ({ modules: name, count: 1, parameters: 0 })),
    shallow: [],
  };
  return trainingMemory(training, {
    config: { ...config, text_config },
    values,
    tokens: sizes.tokens,
    clips: 1,
    card: 1,
  });
}

test('with checkpointing a layer keeps its input, as computed', () => {
  expect(measured.keptPerLayer).toBe(plan({ gradient_checkpointing: true }).always.at(-1)!.bytes);
});

test('without checkpointing a layer keeps what is computed, and on a CPU the masks of dropout in float32', () => {
  const inputs = 6 * sizes.width + sizes.inner;
  const computed = plan({ gradient_checkpointing: false }).always.at(-1)!.bytes! + 3 * inputs * sizes.tokens;
  expect(measured.keptPerLayerWithout / computed).toBeGreaterThan(0.97);
  expect(measured.keptPerLayerWithout / computed).toBeLessThan(1.03);
});

test('logits and loss take what is computed at their peak', () => {
  const computed = plan({}).momentary.find(({ what }) => what === 'logits and loss')!.bytes!;
  expect(measured.peakOfLoss / computed).toBeGreaterThan(0.97);
  expect(measured.peakOfLoss / computed).toBeLessThan(1.03);
});
