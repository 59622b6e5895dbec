import { existsSync } from 'node:fs';
import { readCorpus, worldCounts } from '../corpus/index.js';
import { findBuild, type PlannedPairs, plannedPairs, type SourceCounts, sourceCounts } from '../pair-set/index.js';
import { builtPairs, editingOptions } from './editing-options.js';
import type { Experiment } from './schema.js';

/** What an experiment's pairs come to: those that it has built, and what its training takes from a folder. */
export interface ExperimentPairs {
  built: PlannedPairs;
  /** how much there is to build from, and where that is known from */
  counts: SourceCounts & { origin: string };
  /** the set that takes the place of built training pairs */
  folder?: { folder: string; triples: number; pairs: number; clips: number };
}

/** Plans the pairs of an experiment without reading any sound; undefined where nobody knows what its corpus will hold. */
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
  if (existsSync(corpus)) return { ...sourceCounts(await readCorpus(corpus, { audio: false })), origin: corpus };
  if (!expects) return undefined;
  const { eventTypes, trainingClips } = expects;
  const origin = `event types: ${eventTypes.origin}; training clips: ${trainingClips.origin}`;
  return { types: eventTypes.value, bases: trainingClips.value, origin };
}
