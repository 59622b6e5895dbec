import { relative, resolve } from 'node:path';
import { hostFacts, openStore, planStages, type Stage, type Store, stageKey } from '../../stage/index.js';
import { assertPackages } from '../packages.js';
import { requireTrainingReporters } from '../require-reporters.js';
import type { Experiment } from '../schema.js';
import { type ExperimentStages, experimentStages } from '../stages/index.js';
import { addRun, type RunEntry, readHistory } from './history.js';
import { type StartedRun, unmarkStarted } from './started.js';
import { defaultStore } from './store.js';

/** Which run it is. */
export interface RunChoice {
  /** the store's folder, .acc in the kit by default */
  store?: string | undefined;
  /** name of the run, see runName */
  name: string;
  /** the `--set` values that made the experiment */
  overrides: string[];
}

/** A run before any stage is executed. */
export interface PreparedRun {
  experiment: Experiment;
  root: string;
  store: Store;
  stages: ExperimentStages;
  /** see wantedStages */
  wanted: Stage[];
  /** all stages, inputs first */
  plan: Stage[];
  started: Omit<StartedRun, 'owner'>;
}

/**
 * @throws AccError 'experiment/bad-run' for a file that the run could not be added to; what requireTrainingReporters, experimentStages and
 * assertPackages throw
 */
export async function preparedRun(experiment: Experiment, { store, name, overrides }: RunChoice): Promise<PreparedRun> {
  const root = resolve(store ?? defaultStore());
  const opened = openStore(root);
  await requireTrainingReporters(experiment);
  const stages = await experimentStages(experiment);
  const wanted = wantedStages(stages);
  const plan = planStages(wanted);
  await assertPackages(experiment, plan, opened);
  const folders: RunEntry['stages'] = Object.fromEntries(
    plan.map((stage) => [stage.name, { key: stageKey(stage), folder: relative(root, opened.folder(stage)) }]),
  );
  await readHistory(root, name);
  const started = { name, overrides, started: new Date().toISOString(), stages: folders };
  return { experiment, root, store: opened, stages, wanted, plan, started };
}

/** Adds a run whose stages are finished to the runs of its name. */
export async function finishRun({ experiment, root, started }: PreparedRun, signal: AbortSignal): Promise<void> {
  const { name, overrides, stages } = started;
  const { commit = 'unknown' } = hostFacts();
  const entry: RunEntry = {
    experiment,
    overrides,
    commit: commit.replace(/\+$/, ''),
    dirty: commit.endsWith('+'),
    finished: new Date().toISOString(),
    stages,
  };
  await addRun(root, name, entry, signal);
  await unmarkStarted(root, { name, stages });
}

/**
 * The wanted stages of a run: its results, the targets of all training tasks, which a chapter shows even if no arm
 * trains on them, and what overlapping arms share with evaluation.
 */
export function wantedStages({ results, targets, leakage }: ExperimentStages): Stage[] {
  return [results, ...Object.values(targets), ...(leakage ? [leakage] : [])];
}
