import { existsSync } from 'node:fs';
import type { Progress } from '../../core/index.js';
import { accountedTasks, type QueuedTask, queuedTasks } from './commands.js';
import { type JobError, jobProgress, jobResult } from './job-files.js';
import { jobLog, type SubmittedJob, submissions } from './submission.js';

/** 'not run': it was queued, and what it needs has failed. */
export type JobState = 'finished' | 'queued' | 'running' | 'failed' | 'cancelled' | 'not run';

/** A job of a run and what is known of it. */
export interface JobStatus extends SubmittedJob {
  state: JobState;
  /** why it waits or has failed, in Slurm's word or in the kit's; '' for nothing to say */
  reason: string;
  /** of a running stage */
  progress?: Progress;
  /** absent for one that has not started */
  log?: string;
  /** of a stage that has failed with an error of the kit */
  error?: JobError;
}

/** The state of a stage that is not finished, whose parts have jobs of their own: what the user should know first. */
export function stageState(jobs: readonly Pick<JobStatus, 'state'>[]): JobState | undefined {
  const order: JobState[] = ['failed', 'cancelled', 'running', 'not run', 'queued'];
  return order.find((state) => jobs.some((job) => job.state === state));
}

/** States of Slurm in which a job is, or will be, on a machine. */
const active = [
  'PENDING',
  'RUNNING',
  'SUSPENDED',
  'COMPLETING',
  'CONFIGURING',
  'REQUEUED',
  'REQUEUE_FED',
  'REQUEUE_HOLD',
  'RESIZING',
  'SIGNALING',
  'SPECIAL_EXIT',
  'STAGE_OUT',
  'STOPPED',
];

export function isActive(task: QueuedTask | undefined): boolean {
  return task !== undefined && active.includes(task.state) && task.reason !== neverSatisfied;
}

const neverSatisfied = 'DependencyNeverSatisfied';

/**
 * The state of the last job of each stage, or part of one, of those that were submitted.
 * @param stages finished or not, by key
 */
export async function jobStates(
  store: string,
  stages: ReadonlyMap<string, boolean>,
  signal: AbortSignal,
): Promise<JobStatus[]> {
  const jobs = await lastJobs(store, stages);
  const open = jobs.filter(({ key }) => !stages.get(key));
  if (open.length === 0) return jobs.map((job) => ({ ...known(job), state: 'finished', reason: '' }));
  const tasks = await queuedTasks(signal);
  const forgotten = open.filter(({ id }) => !tasks.has(id)).map(({ id }) => id);
  const accounted = forgotten.length > 0 ? await accountedTasks(forgotten, signal) : undefined;
  const taskOf = ({ id }: SubmittedJob): QueuedTask | undefined => tasks.get(id) ?? accounted?.get(id);
  return Promise.all(
    jobs.map(async (job) => {
      const facts = known(job);
      if (stages.get(job.key)) return { ...facts, state: 'finished' as const, reason: '' };
      const [task, { folder, id }] = [taskOf(job), job];
      if (task && isActive(task)) {
        const progress = task.state === 'RUNNING' ? await jobProgress(folder, id) : undefined;
        return { ...facts, ...activeState(task), ...(progress ? { progress } : {}) };
      }
      const result = await jobResult(folder, id);
      if (result?.error)
        return { ...facts, state: 'failed' as const, reason: result.error.message, error: result.error };
      if (result) return { ...facts, state: 'finished' as const, reason: '' }; // a part of a stage
      return { ...facts, ...endedState(task, { cancelled: job.cancelled !== undefined, hasLog: 'log' in facts }) };
    }),
  );
}

interface LastJob extends SubmittedJob {
  folder: string;
  submission: string;
}

/** Of each stage the jobs of the last submission that has it: an earlier one may have had other parts. */
async function lastJobs(store: string, stages: ReadonlyMap<string, boolean>): Promise<LastJob[]> {
  const all = (await submissions(store)).flatMap(({ folder, file, jobs }) =>
    jobs.map((job) => ({ ...job, folder, submission: file })),
  );
  const own = all
    .filter(({ key }) => stages.has(key))
    .sort((a, b) => Number.parseInt(a.id, 10) - Number.parseInt(b.id, 10));
  const last = new Map(own.map(({ key, submission }) => [key, submission]));
  return own.filter(({ key, submission }) => last.get(key) === submission);
}

function known({ folder, submission: _, ...job }: LastJob): SubmittedJob & { log?: string } {
  const log = jobLog(folder, job.id);
  return { ...job, ...(existsSync(log) ? { log } : {}) };
}

function activeState({ state, reason }: QueuedTask): Pick<JobStatus, 'state' | 'reason'> {
  return state === 'PENDING'
    ? { state: 'queued', reason }
    : { state: 'running', reason: state === 'RUNNING' ? '' : state };
}

/** Of a job that has ended without finishing its stage, and without an error of the kit. */
function endedState(
  task: QueuedTask | undefined,
  { cancelled, hasLog }: { cancelled: boolean; hasLog: boolean },
): Pick<JobStatus, 'state' | 'reason'> {
  if (cancelled) return { state: 'cancelled', reason: '' };
  if (task?.reason === neverSatisfied) return { state: 'not run', reason: 'what it needs has failed' };
  if (task?.state === 'CANCELLED') return { state: 'cancelled', reason: '' };
  if (task) return { state: 'failed', reason: task.state };
  return hasLog
    ? { state: 'failed', reason: 'ended without an error of the kit' }
    : { state: 'not run', reason: 'what it needs has failed' };
}
