import { type BaseClip, readCorpus } from '../corpus/index.js';
import { type LeakageSet, leakageOfItems, leakageOfPairs, readPairs, readRecipes } from '../pair-set/index.js';
import { overlappingClips } from './overlap.js';
import type { Experiment } from './schema.js';
import type { Sources } from './sources.js';

/** The training clips of a corpus, those that overlapping arms share with evaluation among them. @param folder of the corpus */
export async function trainingClips(
  folder: string,
  experiment: Experiment,
  { shared, evaluation }: Pick<Sources, 'shared' | 'evaluation'>,
): Promise<BaseClip[]> {
  const corpus = await readCorpus(folder, { audio: false });
  if (shared) return overlappingClips(shared, { corpus, evaluation: evaluation?.folder }, experiment);
  return corpus.bases.filter(({ split }) => split === 'train');
}

/**
 * The clips of training, for the leakage check: those of the training pairs and, if AC trains on them, all training
 * clips of the corpus.
 * @param folders of the pairs and of the corpus
 */
export async function trainedClips(
  experiment: Experiment,
  folders: { pairs: string; corpus: string },
  sources: Pick<Sources, 'shared' | 'evaluation'>,
): Promise<LeakageSet> {
  const pairs = leakageOfPairs(await readPairs(folders.pairs, 'train'), await readRecipes(folders.pairs));
  if (experiment.targets.ac.value === 'bases') return pairs;
  const clips = await trainingClips(folders.corpus, experiment, sources);
  const own = await leakageOfItems(
    clips.map(({ id, file, caption, references }) => ({ id, audio: file, references: [caption, ...references] })),
  );
  return {
    clips: [...pairs.clips, ...own.clips],
    hashes: [...pairs.hashes, ...own.hashes],
    captions: [...pairs.captions, ...own.captions],
  };
}
