import { relative, resolve } from 'node:path';
import {
  executePlan,
  hostFacts,
  openStore,
  planStages,
  type Stage,
  type StageListener,
  stageKey,
  usingStore,
} from '../../stage/index.js';
import type { Experiment } from '../schema.js';
import { type ExperimentStages, experimentStages } from '../stages/index.js';
import { addRun, readHistory } from './history.js';
import { openRun, type Run } from './open-run.js';
import { markStarted, unmarkStarted } from './started.js';
import { defaultStore } from './store.js';

export interface RunOptions {
  /** the store's folder, .acc in the kit by default */
  store?: string | undefined;
  /** name of the run, see runName */
  name: string;
  /** the `--set` values that made the experiment */
  overrides: string[];
  signal: AbortSignal;
  onPlan?: (plan: ExperimentStages) => StageListener;
}

/** The kit is measured on two cores; more models in parallel need more memory, not more cores. */
export const coresToUse: number = 2;

/** Runs an experiment to its result rows, two stages at a time, and adds it to the runs of that name. */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<Run> {
  const { name, overrides, signal, onPlan } = options;
  const root = resolve(options.store ?? defaultStore());
  const store = openStore(root);
  const stages = await experimentStages(experiment);
  const listener = onPlan?.(stages);
  const onStage = listener ? { onStage: listener } : {};
  const wanted = wantedStages(stages);
  const folders = Object.fromEntries(
    planStages(wanted).map((stage) => [
      stage.name,
      { key: stageKey(stage), folder: relative(root, store.folder(stage)) },
    ]),
  );
  await readHistory(root, name); // a file that the run could not be added to is named before any work
  return usingStore(root, signal, async () => {
    await markStarted(root, { name, overrides, started: new Date().toISOString(), stages: folders });
    await executePlan(wanted, { store, cores: coresToUse, signal, ...onStage });
    const { commit = 'unknown' } = hostFacts();
    await addRun(
      root,
      name,
      {
        experiment,
        overrides,
        commit: commit.replace(/\+$/, ''),
        dirty: commit.endsWith('+'),
        finished: new Date().toISOString(),
        stages: folders,
      },
      signal,
    );
    await unmarkStarted(root, { name, stages: folders });
    return openRun(name, root);
  });
}

/**
 * The wanted stages of a run: its results, the targets of all training tasks, which a chapter shows even if no arm
 * trains on them, and what overlapping arms share with evaluation.
 */
export function wantedStages({ results, targets, leakage }: ExperimentStages): Stage[] {
  return [results, ...Object.values(targets), ...(leakage ? [leakage] : [])];
}
