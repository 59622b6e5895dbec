import { AccError } from '../../core/index.js';
import { cancelJobs, queuedTasks } from './commands.js';
import { isActive } from './job-states.js';
import { type Submission, type SubmittedJob, submissions, writeSubmission } from './submission.js';

/**
 * Ends the jobs of a run that have not ended. What they have finished is kept; jobs of other runs that wait for them do not run.
 * @returns the jobs that it has ended
 * @throws AccError 'launch/no-jobs', 'launch/slurm-failed'
 */
export async function cancelRun(store: string, run: string, signal: AbortSignal): Promise<SubmittedJob[]> {
  const found = await submissions(store, run);
  if (found.length === 0) throw noJobs(run);
  const tasks = await queuedTasks(signal);
  const ended: SubmittedJob[] = [];
  for (const { file, folder: _, ...submission } of found) {
    const active = submission.jobs.filter(({ id }) => isActive(tasks.get(id)));
    if (active.length === 0) continue;
    const ids = active.map(({ id }) => id);
    await cancelJobs(ids, signal);
    await writeSubmission(file, withCancelled(submission, ids));
    ended.push(...active);
  }
  return ended;
}

/** A submission that says which of its jobs the kit has ended. */
export function withCancelled(submission: Submission, ids: readonly string[]): Submission {
  const cancelled = new Date().toISOString();
  return { ...submission, jobs: submission.jobs.map((job) => (ids.includes(job.id) ? { ...job, cancelled } : job)) };
}

function noJobs(run: string): AccError {
  return new AccError('launch/no-jobs', {
    message: `"${run}" was not submitted to Slurm`,
    hint: 'a run of this machine ends with Ctrl-C; "acc status" lists the runs',
  });
}
