import { existsSync } from 'node:fs';
import { readCorpus, worldCounts } from '../corpus/index.js';
import { findBuild, type PlannedPairs, plannedPairs, type SourceCounts, sourceCounts } from '../pair-set/index.js';
import { builtPairs, editingOptions } from './editing-options.js';
import type { Experiment } from './schema.js';

/** The size of an experiment's pairs: those that it builds, and those that training takes from a folder. */
export interface ExperimentPairs {
  built: PlannedPairs;
  /** the number of available sources, of captions of the training clips if known, and the origin of these numbers */
  counts: SourceCounts & { origin: string; captions?: number };
  /** the set that replaces built training pairs */
  folder?: { folder: string; triples: number; pairs: number; clips: number };
}

/** Plans the pairs of an experiment without reading any audio; undefined if the size of its corpus is unknown. */
export async function plannedExperimentPairs(experiment: Experiment): Promise<ExperimentPairs | undefined> {
  const counts = await countsOf(experiment);
  if (!counts) return undefined;
  const { heldOutTriplesPerBase, pairs } = experiment;
  const built = plannedPairs(builtPairs(experiment), counts, {
    heldOutTriplesPerBase,
    mix: editingOptions(experiment).mix,
  });
  const build = 'folder' in pairs ? await findBuild(pairs.folder) : undefined;
  if (!('folder' in pairs && build)) return { built, counts };
  const { triples, pairs: trained, clips } = build;
  return { built, counts, folder: { folder: pairs.folder, triples, pairs: trained, clips } };
}

async function countsOf({ corpus, world, expects }: Experiment): Promise<ExperimentPairs['counts'] | undefined> {
  if (corpus === 'synthetic') return { ...worldCounts(world), origin: `the world "${world}"` };
  if (existsSync(corpus)) {
    const found = await readCorpus(corpus, { audio: false });
    const training = found.bases.filter(({ split }) => split === 'train');
    const captions = training.reduce((sum, { references }) => sum + 1 + references.length, 0);
    return { ...sourceCounts(found), captions, origin: corpus };
  }
  if (!expects) return undefined;
  const { eventTypes, trainingClips } = expects;
  const origin = `event types: ${eventTypes.origin}; training clips: ${trainingClips.origin}`;
  // AudioCaps has one caption for each training clip
  return { types: eventTypes.value, bases: trainingClips.value, captions: trainingClips.value, origin };
}
