import { join } from 'node:path';
import { sha256File } from '../core/index.js';
import type { Corpus } from '../corpus/index.js';
import { type MixOptions, mixOptions, mixVersion } from '../editing/index.js';
import type { BuildReport, BuildRequest } from './build-report.js';
import { buildSet, type SetOptions } from './build-set.js';
import { planSet } from './plan-set.js';
import type { PairChoice } from './planned-pairs.js';

export interface CorpusBuildOptions extends Omit<SetOptions, 'unusable'> {
  /** which pairs of the training clips to build */
  pairs: PairChoice;
  /** triples of each validation and test clip */
  heldOutTriplesPerBase: number;
  seed: number;
  mix?: Partial<MixOptions>;
  /** a key of instructionTemplates */
  instructionStyle?: string;
}

/**
 * Builds the pairs of an experiment from all splits of a corpus, see buildSet, without targets. The corpus was checked
 * when it was read, so that an unusable source is an error.
 */
export async function buildCorpus(
  folder: string,
  corpus: Corpus,
  { pairs, heldOutTriplesPerBase, seed, mix, instructionStyle = 'audit-eval-like', ...options }: CorpusBuildOptions,
): Promise<BuildReport> {
  const sources = { ...corpus, missing: [], unusable: [] };
  const plan = planSet(pairs, sources, { seed, heldOutTriplesPerBase });
  const request: BuildRequest = {
    ...pairs,
    ...{ heldOutTriplesPerBase, seed, limit: null, textOnly: false, split: 'train', acc: null, instructionStyle },
    ...{ mix: mixOptions(mix), mixVersion },
    bases: { sha256: await sha256File(join(corpus.folder, 'bases.csv')) },
    events: { sha256: await sha256File(join(corpus.folder, 'events.csv')) },
  };
  return buildSet(folder, { request, plan, sources }, { ...options, unusable: 'error' });
}
