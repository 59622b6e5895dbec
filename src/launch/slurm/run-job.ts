import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AccError } from '../../core/index.js';
import {
  partsFolder,
  runPart,
  runStage,
  type Stage,
  type StagePart,
  type StageReport,
  type Store,
} from '../../stage/index.js';
import { requeueJob } from './commands.js';
import { jobFiles } from './job-files.js';

export interface JobOptions {
  store: Store;
  /** file of the submission */
  submission: string;
  part?: StagePart | undefined;
  signal: AbortSignal;
  log(line: string): void;
}

/**
 * Does the work of one job. A job that Slurm warns of its time limit (SIGUSR2) stops and queues itself again; it then resumes.
 * @returns whether the stage, or its part, is finished
 * @throws AccError 'stage/input-missing', 'launch/no-gpu', and what the stage throws
 */
export async function runJob(
  stage: Stage,
  { store, submission, part, signal: stop, log }: JobOptions,
): Promise<boolean> {
  const id = taskId();
  const files = id === undefined ? undefined : jobFiles(dirname(submission), id);
  const timeLimit = new AbortController();
  const warned = (): void => timeLimit.abort();
  process.on('SIGUSR2', warned);
  const signal = AbortSignal.any([stop, timeLimit.signal]);
  try {
    await requireInputs(stage, store);
    const report: StageReport = (state, progress) => {
      if (state === 'warned') log(`! ${stage.name}: ${progress.note ?? ''}`);
      else if (progress.total > 0) void files?.progress(progress).catch((error: Error) => log(error.message));
    };
    const options = { store, signal, report, devices: jobDevices(stage, store, part) };
    if (part) await runPart(stage, part, options);
    else await runStage(stage, options);
    await files?.ended();
    return true;
  } catch (error) {
    if (timeLimit.signal.aborted && !stop.aborted && id !== undefined) {
      log('the time limit of the job is near: it is queued again, and will go on from here');
      await requeueJob(id, stop);
      return false;
    }
    if (!stop.aborted) await files?.ended(error);
    throw error;
  } finally {
    process.off('SIGUSR2', warned);
  }
}

/** '12_0'; undefined outside a job array. */
function taskId(): string | undefined {
  const { SLURM_ARRAY_JOB_ID: job, SLURM_ARRAY_TASK_ID: task } = process.env;
  return job && task ? `${job}_${task}` : undefined;
}

async function requireInputs(stage: Stage, store: Store): Promise<void> {
  for (const input of Object.values(stage.inputs)) {
    if (await store.record(input)) continue;
    throw new AccError('stage/input-missing', {
      message: `${stage.name} needs ${input.name}, which is not finished`,
      file: store.folder(input),
      hint: 'start the run again: every stage that is missing is submitted',
    });
  }
}

/** The GPUs that Slurm gives to the job. Answers whose parts are done need none. */
function jobDevices(stage: Stage, store: Store, part: StagePart | undefined): string | undefined {
  const hasParts = existsSync(partsFolder(join(store.unfinished(stage), 'logs')));
  if (!stage.gpus || (hasParts && !part)) return undefined;
  const { SLURM_JOB_ID, CUDA_VISIBLE_DEVICES } = process.env;
  if (SLURM_JOB_ID === undefined || CUDA_VISIBLE_DEVICES) return CUDA_VISIBLE_DEVICES;
  throw new AccError('launch/no-gpu', {
    message: `Slurm gives no GPU to the job of ${stage.name}`,
    hint: 'ask for one under slurm.gpu of the launch file, e.g. gpu: { gres: "gpu:1" }',
  });
}
