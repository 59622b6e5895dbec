import { resolve } from 'node:path';
import { columns, duration } from '../../core/index.js';
import { defaultStore, type RunStage, runStages } from '../../experiment/index.js';
import type { JobStatus } from '../../launch/index.js';

const marks: Record<RunStage['state'], string> = {
  finished: '✓',
  running: '▸',
  queued: '·',
  waiting: '·',
  unfinished: '·',
  failed: '✗',
  cancelled: '✗',
  'not run': '✗',
};

/** The stages of a run and their jobs as lines; one line of JSON on request. */
export async function runStatus(
  run: string,
  { store, json, signal }: { store?: string | undefined; json?: boolean | undefined; signal: AbortSignal },
): Promise<string[]> {
  const root = resolve(store ?? defaultStore());
  const stages = await runStages(root, run, signal);
  if (json) return [JSON.stringify({ store: root, run, stages })];
  const counts = Object.keys(marks).flatMap((state) => {
    const count = stages.filter((stage) => stage.state === state).length;
    return count > 0 ? [`${count} ${state}`] : [];
  });
  const failed = stages.flatMap(({ jobs }) => jobs.filter(({ state }) => state === 'failed'));
  return [
    `${run} in ${root}: ${counts.join(', ')}`,
    ...columns(stages.flatMap(stageCells), ['left']),
    ...failed.flatMap(({ id, log, error }) => [
      `job ${id}: ${log ?? 'no log'}`,
      ...(error?.hint === undefined ? [] : [`  ${error.hint}`]),
    ]),
  ];
}

/** A line for the stage, or for each of its jobs where it has several. */
function stageCells({ name, state, seconds, jobs }: RunStage): string[][] {
  if (jobs.length === 0 || state === 'finished')
    return [[`${marks[state]} ${name}`, state, jobs[0]?.id ?? '', seconds === undefined ? '' : duration(seconds)]];
  return jobs.map((job) => {
    const part = job.part === undefined ? '' : `, part ${job.part}`;
    return [`${marks[job.state]} ${name}${part}`, job.state, job.id, remark(job)];
  });
}

function remark({ reason, progress }: JobStatus): string {
  if (!progress) return reason;
  const share = `${Math.round((100 * progress.done) / progress.total)} %`;
  return progress.note === undefined ? share : `${share}, ${progress.note}`;
}
