import type { JobStatus } from './job-states.js';

/** 'arm ACC has failed (job 12_0): out of memory' */
export function jobText({ stage, part, id, state, reason }: JobStatus): string {
  const name = part === undefined ? stage : `${stage}, part ${part}`;
  const verb = state === 'failed' ? 'has failed' : state === 'cancelled' ? 'was cancelled' : `is ${state}`;
  return `${name} ${verb} (job ${id})${reason === '' ? '' : `: ${reason}`}`;
}
