import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SetKind, trainingTasks } from '../catalogue/index.js';
import { worldSizes } from '../corpus/index.js';
import { plannedPairs } from '../pair-set/index.js';
import { isAboutPairs } from '../targets/index.js';
import { builtPairs, editingOptions } from './editing-options.js';
import { folderSetFile, type PlannedSet } from './evaluation/index.js';
import { type ExperimentPairs, plannedExperimentPairs } from './planned-pairs.js';
import type { Experiment } from './schema.js';
import { learnsFromClips } from './sources.js';

/** The amount of work of an experiment, as far as known before it runs. */
export interface ExperimentSizes {
  pairs: ExperimentPairs | undefined;
  /** training rows by task */
  rows: Record<string, number | undefined>;
  questions: number | undefined;
}

/** The sizes of an experiment. No audio is read. */
export async function experimentSizes(experiment: Experiment, sets: readonly PlannedSet[]): Promise<ExperimentSizes> {
  const pairs = await plannedExperimentPairs(experiment);
  const rows = Object.fromEntries(trainingTasks().map(({ name }) => [name, rowsOf(name, experiment, pairs)]));
  return { pairs, rows, questions: knownSum(sets.map((set) => itemsOf(set, experiment))) };
}

/** The sum of counts; undefined if one of them is unknown. */
export function knownSum(counts: readonly (number | undefined)[]): number | undefined {
  return counts.reduce((sum, count) => (sum === undefined || count === undefined ? undefined : sum + count), 0);
}

function rowsOf(task: string, experiment: Experiment, planned: ExperimentPairs | undefined): number | undefined {
  if (!planned) return undefined;
  const { counts, folder } = planned;
  if (learnsFromClips(task, experiment)) return counts.captions;
  const { mix } = editingOptions(experiment);
  const trained = folder ?? plannedPairs(builtPairs(experiment), { ...counts, heldOutBases: 0 }, { mix });
  return isAboutPairs(task) ? trained.pairs : Math.min(counts.bases, trained.triples);
}

function itemsOf(set: PlannedSet, experiment: Experiment): number | undefined {
  const { corpus, world, evaluationPairs, heldOutTriplesPerBase, evaluation } = experiment;
  const sizes = worldSizes[world];
  const bases = corpus === 'synthetic' ? sizes.bases[evaluationPairs] : undefined;
  if (set.origin === 'pairs') return bases === undefined ? undefined : 6 * heldOutTriplesPerBase * bases;
  if (set.origin === 'held-out') return bases;
  if (set.origin === 'world') return sizes[itemCounts[set.kind]];
  const file = join(evaluation, folderSetFile(set));
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '').length
    : undefined;
}

const itemCounts = {
  caption: 'captionItems',
  label: 'classificationItems',
  exact: 'diagnosticItems',
} as const satisfies Record<SetKind, string>;
