import { dirname } from 'node:path';
import { AccError } from '../../core/index.js';
import { followJobs, readLaunch, readSubmission, runJob, type SubmittedRun, submitRun } from '../../launch/index.js';
import { type StageListener, type StagePart, stageKey, usingStore } from '../../stage/index.js';
import type { Experiment } from '../schema.js';
import { finishedExperiment } from './history.js';
import { openRun, type Run } from './open-run.js';
import { finishRun, type PreparedRun, preparedRun } from './prepared-run.js';
import type { RunOptions } from './run-experiment.js';
import { markStarted } from './started.js';

/** A run that was given to Slurm. */
export interface SlurmRun extends SubmittedRun {
  /** waits until its jobs have finished it. @throws AccError 'launch/job-failed', 'core/interrupted' */
  wait(onPlan?: RunOptions['onPlan']): Promise<Run>;
}

/** Submits a job for every stage of an experiment that is neither finished nor queued. @throws what submitRun throws */
export async function submitExperiment(experiment: Experiment, options: RunOptions): Promise<SlurmRun> {
  const { name, overrides, signal, launch } = options;
  const run = await preparedRun(experiment, options);
  const { root, store, plan } = run;
  const { slurm: settings } = await readLaunch(root, launch);
  await markStarted(root, run.started);
  const submitted = await submitRun({ run: name, experiment, overrides, store, plan, settings, signal });
  return {
    ...submitted,
    async wait(onPlan) {
      const onStage: StageListener = onPlan?.(run.stages) ?? (() => {});
      await followJobs({ store, plan, run: name, onStage, signal });
      await finishRun(run, signal);
      return openRun(name, root);
    },
  };
}

export interface SlurmJob {
  /** file of the submission */
  submission: string;
  key: string;
  part?: StagePart | undefined;
  signal: AbortSignal;
  log(line: string): void;
}

/**
 * Does the work of a job that submitExperiment has submitted; the last one adds the run to the runs of its name.
 * @throws AccError 'launch/other-kit', and what runJob throws
 */
export async function runSlurmJob({ submission: file, key, ...options }: SlurmJob): Promise<void> {
  const { run: name, experiment: recorded, overrides, folder } = await readSubmission(file);
  const experiment = finishedExperiment(recorded, name, file);
  const run = await preparedRun(experiment, { store: dirname(dirname(folder)), name, overrides });
  const { root, store, plan } = run;
  const stage = plan.find((one) => stageKey(one) === key);
  if (!stage) throw otherKit(key, file);
  await usingStore(root, options.signal, async () => {
    if ((await runJob(stage, { store, submission: file, ...options })) && (await isFinished(run)))
      await finishRun(run, options.signal);
  });
}

async function isFinished({ plan, store }: PreparedRun): Promise<boolean> {
  for (const stage of plan) if (!(await store.record(stage))) return false;
  return true;
}

function otherKit(key: string, file: string): AccError {
  return new AccError('launch/other-kit', {
    message: `the run has no stage ${key.slice(0, 16)} any more: the kit, or a folder that the stage reads, has changed since it was submitted`,
    file,
    hint: 'start the run again, which submits what is missing',
  });
}
