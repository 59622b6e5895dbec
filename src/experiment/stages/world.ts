import { availableParallelism } from 'node:os';
import { smoke, tiny, writeWorld } from '../../corpus/index.js';
import type { Json, Stage } from '../../stage/index.js';
import type { Experiment } from '../schema.js';

const sizes = { tiny, smoke };

/** Synthesises the tiny world: corpus, evaluation sets, pre-training rows. */
export function worldStage({ world, seed }: Experiment): Stage {
  return {
    name: 'world',
    kind: 'world',
    version: 1,
    parameters: { seed, sizes: sizes[world] as unknown as Json },
    inputs: {},
    cores: 2,
    expectedSeconds: world === 'tiny' ? 40 : 2,
    async run({ folder, signal, progress, note }) {
      const workers = Math.min(2, availableParallelism());
      const onProgress = (done: number, total: number): void => progress({ done, total, note: 'clips' });
      const { clips } = await writeWorld(folder, { seed, sizes: sizes[world], workers, signal, onProgress });
      note({ clips });
    },
  };
}
