import { readCorpus } from '../corpus/index.js';
import { type LeakageSet, leakageOfItems, leakageOfPairs, readPairs, readRecipes } from '../pair-set/index.js';
import type { Experiment } from './schema.js';

/**
 * The clips of training, for the leakage check: those of the training pairs and, if AC trains on them, all training
 * clips of the corpus.
 * @param folders of the pairs and of the corpus
 */
export async function trainedClips(
  { targets }: Experiment,
  folders: { pairs: string; corpus: string },
): Promise<LeakageSet> {
  const pairs = leakageOfPairs(await readPairs(folders.pairs, 'train'), await readRecipes(folders.pairs));
  if (targets.ac.value === 'bases') return pairs;
  const { bases } = await readCorpus(folders.corpus, { audio: false });
  const items = bases.flatMap(({ id, file, caption, references, split }) =>
    split === 'train' ? [{ id, audio: file, references: [caption, ...references] }] : [],
  );
  const clips = await leakageOfItems(items);
  return {
    clips: [...pairs.clips, ...clips.clips],
    hashes: [...pairs.hashes, ...clips.hashes],
    captions: [...pairs.captions, ...clips.captions],
  };
}
