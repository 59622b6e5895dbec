import { basename, join } from 'node:path';
import { lockFolder, makeFolder, writeAtomic } from '../../core/index.js';
import { type Stage, type Store, stageKey } from '../../stage/index.js';
import type { SlurmSettings } from '../settings.js';
import { withCancelled } from './cancel.js';
import { cancelJobs, queuedTasks, submitScript } from './commands.js';
import { type JobArray, jobArrays } from './job-arrays.js';
import { isActive } from './job-states.js';
import { jobScript } from './script.js';
import {
  jobFolder,
  newSubmission,
  type Submission,
  type SubmittedJob,
  slurmFolder,
  submissions,
  writeSubmission,
} from './submission.js';

/** What a run gives to Slurm. */
export interface SlurmRun extends Pick<Submission, 'run' | 'experiment' | 'overrides'> {
  store: Store;
  /** all stages of the run, inputs first */
  plan: readonly Stage[];
  settings: SlurmSettings;
  signal: AbortSignal;
}

/** The jobs that will finish a run. */
export interface SubmittedRun {
  /** submitted now */
  jobs: SubmittedJob[];
  /** that were submitted before, by this run or another one of the store, and are not finished */
  queued: SubmittedJob[];
  finished: string[];
}

/**
 * Submits a job for every stage that is neither finished nor queued already. Where a job is rejected, those submitted before it are cancelled.
 * @throws AccError 'launch/rejected', 'launch/slurm-failed', 'launch/no-slurm'
 */
export async function submitRun(given: SlurmRun): Promise<SubmittedRun> {
  const { store, plan, signal } = given;
  await makeFolder(slurmFolder(store.root));
  const lock = await lockFolder(join(slurmFolder(store.root), 'submit'), { signal });
  try {
    const known = await queuedJobs(store.root, signal);
    const finished = new Set<Stage>();
    for (const stage of plan) if (await store.record(stage)) finished.add(stage);
    const queued = plan.flatMap((stage) => (finished.has(stage) ? [] : (known.get(stageKey(stage)) ?? [])));
    const ids = new Map(queued.map(({ key, id }) => [key, id]));
    const missing = plan.filter((stage) => !finished.has(stage) && !ids.has(stageKey(stage)));
    const arrays = jobArrays(missing, ids, given.settings.shards);
    const jobs = missing.length > 0 ? await submitArrays(arrays, given) : [];
    return { jobs, queued, finished: [...finished].map(({ name }) => name) };
  } finally {
    await lock.release();
  }
}

/** The jobs of a store that will finish stages, by key. */
async function queuedJobs(root: string, signal: AbortSignal): Promise<Map<string, SubmittedJob>> {
  const jobs = (await submissions(root)).flatMap((submission) => submission.jobs);
  const tasks = await queuedTasks(signal);
  const active = jobs.filter(({ id, part }) => part === undefined && isActive(tasks.get(id)));
  return new Map(active.map((job) => [job.key, job]));
}

async function submitArrays(arrays: readonly JobArray[], given: SlurmRun): Promise<SubmittedJob[]> {
  const { store, run, experiment, overrides, settings, signal } = given;
  const file = await newSubmission(store.root, run);
  const submission: Submission = { run, experiment, overrides, submitted: new Date().toISOString(), jobs: [] };
  await writeSubmission(file, submission); // a job may start before all are submitted
  const folder = jobFolder(store.root, run);
  const arrayIds = new Map<JobArray, string>();
  try {
    for (const [at, array] of arrays.entries()) {
      const script = join(folder, `${basename(file, '.json')}-${at + 1}-${array.name}.sh`);
      await writeAtomic(script, jobScript(array, settings, { run, folder, submission: file }, arrayIds));
      const id = await submitScript(script, signal);
      arrayIds.set(array, id);
      submission.jobs.push(...array.tasks.map((task) => submittedJob(id, task)));
      await writeSubmission(file, submission);
    }
  } catch (error) {
    if (arrayIds.size > 0) await cancelJobs([...arrayIds.values()], new AbortController().signal);
    const ids = submission.jobs.map(({ id }) => id);
    await writeSubmission(file, withCancelled(submission, ids));
    throw error;
  }
  return submission.jobs;
}

function submittedJob(id: string, { index, stage, part }: JobArray['tasks'][number]): SubmittedJob {
  return {
    id: `${id}_${index}`,
    stage: stage.name,
    key: stageKey(stage),
    ...(part ? { part: `${part.index}/${part.of}` } : {}),
  };
}
