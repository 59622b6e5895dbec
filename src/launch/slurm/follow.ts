import { setTimeout as wait } from 'node:timers/promises';
import { AccError } from '../../core/index.js';
import { type Stage, type StageListener, type Store, stageKey } from '../../stage/index.js';
import { type JobStatus, jobStates, stageState } from './job-states.js';
import { jobText } from './job-text.js';

const pollMilliseconds = 5000;

export interface FollowOptions {
  store: Store;
  /** all stages of the run */
  plan: readonly Stage[];
  run: string;
  onStage: StageListener;
  signal: AbortSignal;
}

/**
 * Waits until the jobs of a run have finished its stages.
 * @throws AccError 'launch/job-failed' once no job can go on; 'core/interrupted', which ends no job
 */
export async function followJobs({ store, plan, run, onStage, signal }: FollowOptions): Promise<void> {
  const told = new Map<Stage, JobStatus['state']>();
  for (;;) {
    try {
      const states = await jobStates(store.root, await finishedStages(plan, store), signal);
      const finished = await finishedStages(plan, store); // read again: what a job has finished meanwhile
      for (const stage of plan) tell(stage, stateOf(stage, states, finished), { told, onStage });
      if ([...finished.values()].every(Boolean)) return;
      if (!states.some(({ state }) => state === 'queued' || state === 'running')) throw jobFailed(run, states);
      await wait(pollMilliseconds, undefined, { signal });
    } catch (error) {
      throw signal.aborted ? stoppedWaiting(run) : error;
    }
  }
}

/** By key. */
async function finishedStages(plan: readonly Stage[], store: Store): Promise<Map<string, boolean>> {
  const found = await Promise.all(plan.map(async (stage) => (await store.record(stage)) !== undefined));
  return new Map(plan.map((stage, at) => [stageKey(stage), found[at]!]));
}

function stateOf(
  stage: Stage,
  states: readonly JobStatus[],
  finished: ReadonlyMap<string, boolean>,
): Pick<JobStatus, 'state' | 'progress' | 'reason'> {
  const key = stageKey(stage);
  if (finished.get(key)) return { state: 'finished', reason: '' };
  const own = states.filter((job) => job.key === key);
  const state = stageState(own) ?? 'queued';
  return own.find((job) => job.state === state) ?? { state, reason: '' };
}

/** Tells the listener what is new. */
function tell(
  stage: Stage,
  { state, progress, reason }: Pick<JobStatus, 'state' | 'progress' | 'reason'>,
  { told, onStage }: { told: Map<Stage, JobStatus['state']>; onStage: StageListener },
): void {
  const before = told.get(stage);
  told.set(stage, state);
  if (state === 'running') onStage(stage, 'running', progress);
  if (state === before) return;
  if (state === 'finished') onStage(stage, before === undefined ? 'reused' : 'done');
  if (state === 'failed') onStage(stage, 'warned', { done: 0, total: 0, note: `its job has failed: ${reason}` });
}

/** Names the first job that has failed, with its log, and what has not run. */
function jobFailed(run: string, states: readonly JobStatus[]): AccError {
  const failed = states.filter(({ state }) => state === 'failed' || state === 'cancelled');
  const notRun = states.filter(({ state }) => state === 'not run').map(({ stage }) => stage);
  const [first] = failed;
  const what = first ? jobText(first) : 'no job is queued any more';
  const more = failed.length > 1 ? `; ${failed.length - 1} more have failed` : '';
  return new AccError('launch/job-failed', {
    message: `${what}${more}${notRun.length > 0 ? `; not run: ${[...new Set(notRun)].join(', ')}` : ''}`,
    ...(first?.log === undefined ? {} : { file: first.log }),
    hint: `"acc status ${run}" shows every job; correct the cause and run the same command again: finished stages are kept`,
    details: states.filter(({ state }) => state !== 'finished'),
  });
}

function stoppedWaiting(run: string): AccError {
  return new AccError('core/interrupted', {
    message: 'stopped waiting; the jobs go on',
    hint: `"acc status ${run}" shows them, "acc cancel ${run}" ends them`,
  });
}
