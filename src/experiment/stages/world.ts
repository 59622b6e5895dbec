import { availableParallelism } from 'node:os';
import { sha256 } from '../../core/index.js';
import { recipe, texts, worldSizes, writeWorld } from '../../corpus/index.js';
import type { Json, Stage } from '../../stage/index.js';
import type { Experiment } from '../schema.js';

/** Synthesises the tiny world: corpus, evaluation sets, pre-training rows. */
export function worldStage({ world, seed }: Experiment): Stage {
  const sizes = worldSizes[world];
  return {
    name: 'world',
    kind: 'world',
    version: 1,
    parameters: {
      seed,
      sizes: sizes as unknown as Json,
      recipe: recipe as unknown as Json,
      wording: sha256(texts().join('\n')),
    },
    inputs: {},
    cores: 2,
    work: { speed: `synthesising the world "${world}"`, unit: 'clips' },
    async run({ folder, signal, progress, note }) {
      const workers = Math.min(2, availableParallelism());
      const onProgress = (done: number, total: number): void => progress({ done, total, note: 'clips' });
      const { clips } = await writeWorld(folder, { seed, sizes, workers, signal, onProgress });
      note({ clips });
    },
  };
}
