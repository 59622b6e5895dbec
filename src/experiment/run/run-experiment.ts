import { readLaunch } from '../../launch/index.js';
import { executePlan, type StageListener, usingStore } from '../../stage/index.js';
import type { Experiment } from '../schema.js';
import type { ExperimentStages } from '../stages/index.js';
import { openRun, type Run } from './open-run.js';
import { finishRun, preparedRun, type RunChoice } from './prepared-run.js';
import { markStarted } from './started.js';

export interface RunOptions extends RunChoice {
  signal: AbortSignal;
  /** 'local', 'slurm' or a launch file; by default what the launch file of the store says */
  launch?: string | undefined;
  onPlan?: (plan: ExperimentStages) => StageListener;
}

/** The kit is measured on two cores; more models in parallel need more memory, not more cores. */
export const coresToUse: number = 2;

/** Runs an experiment on this machine to its result rows, two stages at a time or one per GPU, and adds it to the runs of that name. */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<Run> {
  const { name, signal, onPlan } = options;
  const run = await preparedRun(experiment, options);
  const { root, store, stages, wanted } = run;
  const { devices } = (await readLaunch(root, options.launch)).local;
  const listener = onPlan?.(stages);
  const cores = coresToUse * Math.max(devices?.length ?? 1, 1);
  return usingStore(root, signal, async () => {
    await markStarted(root, run.started);
    await executePlan(wanted, {
      ...{ store, cores, signal },
      ...(devices ? { devices } : {}),
      ...(listener ? { onStage: listener } : {}),
    });
    await finishRun(run, signal);
    return openRun(name, root);
  });
}
