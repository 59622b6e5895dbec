import { columns } from '../../core/index.js';
import type { SubmittedJob } from '../../launch/index.js';
import type { QueuedRun } from './run-with-progress.js';

/** What was submitted, an array a line, and how to follow it. */
export function queuedText({ name, submitted }: QueuedRun): string[] {
  const { jobs, queued, finished } = submitted;
  const before = queued.length > 0 ? `, ${queued.length} were queued before` : '';
  return [
    `${name}: ${jobs.length} jobs submitted${before}, ${finished.length} stages are finished`,
    ...columns(arrays(jobs).map(arrayCells), ['left']),
    `"acc status ${name}" shows the jobs, "acc cancel ${name}" ends them; the same command with --wait follows them`,
  ];
}

function arrays(jobs: readonly SubmittedJob[]): SubmittedJob[][] {
  const ids = [...new Set(jobs.map(({ id }) => arrayOf(id)))];
  return ids.map((array) => jobs.filter(({ id }) => arrayOf(id) === array));
}

function arrayCells(jobs: readonly SubmittedJob[]): string[] {
  const names = [...new Set(jobs.map(({ stage }) => stage))];
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  const parts = jobs.some(({ part }) => part !== undefined) ? ' in parts' : '';
  return [`  ${arrayOf(jobs[0]!.id)}`, `${jobs.length}`, `${names.slice(0, 3).join(', ')}${more}${parts}`];
}

function arrayOf(id: string): string {
  return id.split('_')[0]!;
}
