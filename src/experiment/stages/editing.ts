import { readCorpus } from '../../corpus/index.js';
import { renderEditing } from '../../pair-set/index.js';
import type { Json, Stage } from '../../stage/index.js';
import type { Experiment } from '../schema.js';

/** Mixes the triples of a corpus and writes the six ordered pairs of each. */
export function editingStage(
  experiment: Experiment,
  corpus: { world: Stage } | { folder: string; fingerprint: string },
): Stage {
  const { triplesPerBase, ...own } = experiment.editing;
  const mix = 'folder' in corpus ? { ...own, ...experiment.recordings } : own;
  const { seed } = experiment;
  return {
    name: 'editing pairs',
    kind: 'editing',
    version: 3,
    parameters: {
      seed,
      triplesPerBase,
      mix: mix as Json,
      ...('folder' in corpus ? { corpus: corpus.fingerprint } : {}),
    },
    inputs: 'world' in corpus ? { corpus: corpus.world } : {},
    cores: 1,
    expectedSeconds: 10,
    async run({ folder, inputs, signal, progress, note }) {
      const { triples, clips, pairs, rejected } = await renderEditing(
        folder,
        await readCorpus(inputs.corpus ?? ('folder' in corpus ? corpus.folder : '')),
        {
          triplesPerBase: { train: triplesPerBase, valid: triplesPerBase, test: triplesPerBase },
          seed,
          mix,
          signal,
          onProgress: (done, total) => progress({ done, total, note: 'triples' }),
        },
      );
      note({ triples, clips, pairs, rejectedEvents: rejected.length });
    },
  };
}
