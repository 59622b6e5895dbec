import { type BaseClip, type Corpus, readWorld } from '../corpus/index.js';
import type { Json } from '../stage/index.js';
import { folderItems, type PlannedSet, worldItems } from './evaluation/index.js';
import { randomShare } from './random-share.js';
import type { Experiment } from './schema.js';
import { type Sources, sharedFingerprints } from './sources.js';
import { isInDomain } from './split-policy.js';

/** The sets whose clips overlapping arms train on. */
export function sharedSets(sets: readonly PlannedSet[]): PlannedSet[] {
  return sets.filter(({ kind, name, origin }) => kind === 'caption' && (origin === 'held-out' || isInDomain(name)));
}

/** What decides which clips are shared, for the keys of stages. */
export function sharedParameters(
  { seed, evaluationPairs }: Pick<Experiment, 'seed' | 'evaluationPairs'>,
  sources: Pick<Sources, 'evaluation' | 'shared'>,
): Json {
  const sets = sources.shared!.map(({ name, origin }) => (origin === 'held-out' ? evaluationPairs : name));
  return { seed, sets, ...sharedFingerprints(sources) };
}

/** Where the clips of shared sets are. */
export interface SharedSources {
  /** the synthetic world, or the user's */
  corpus: Corpus;
  /** folder of the user's evaluation sets */
  evaluation: string | undefined;
}

/**
 * The training clips of overlapping arms, in the order of the corpus: every clip of the shared sets takes the place of a training clip, so that
 * the number of clips stays the same. Which ones give way is random, but the same for the same seed.
 * @returns as many clips as the corpus has for training; the first reference of an evaluated clip is its caption
 */
export async function overlappingClips(
  sets: readonly PlannedSet[],
  sources: SharedSources,
  { seed, evaluationPairs }: Pick<Experiment, 'seed' | 'evaluationPairs'>,
): Promise<BaseClip[]> {
  const shared = new Map<string, BaseClip>();
  for (const set of sets)
    for (const clip of await clipsOf(set, sources, evaluationPairs)) shared.set(clip.id, { ...clip, split: 'train' });
  const training = sources.corpus.bases.filter(({ split }) => split === 'train');
  const places = new Set(randomShare(training, shared.size, ({ id }) => ['overlap', id], seed));
  const next = shared.values();
  return training.map((clip) => (places.has(clip) ? next.next().value! : clip));
}

async function clipsOf(
  set: PlannedSet,
  { corpus, evaluation }: SharedSources,
  heldOut: Experiment['evaluationPairs'],
): Promise<BaseClip[]> {
  if (set.origin === 'held-out') return corpus.bases.filter(({ split }) => split === heldOut);
  const items =
    set.origin === 'world' ? worldItems(set, await readWorld(corpus.folder)) : await folderItems(set, evaluation!);
  return items.map(({ id, audios, references }) => {
    const [caption, ...others] = references as [string, ...string[]];
    return { id, caption, references: others, file: audios[0]!, split: 'train' };
  });
}
