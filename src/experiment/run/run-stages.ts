import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type JobStatus, jobStates, stageState } from '../../launch/index.js';
import { findRecord } from '../../stage/index.js';
import { lastRun, type RunEntry, readHistory } from './history.js';
import { startedRuns } from './started.js';

/** A stage of a run, and its job where Slurm has one. */
export interface RunStage {
  name: string;
  folder: string;
  /** 'unfinished': begun on this machine */
  state: JobStatus['state'] | 'unfinished' | 'waiting';
  /** in seconds; of a finished stage */
  seconds?: number;
  /** of the stage, or of the parts of it that are not finished */
  jobs: JobStatus[];
}

/**
 * The stages of a run, the last one that was started under its name, else the last finished one.
 * @throws AccError 'experiment/no-run', and 'launch/slurm-failed' where jobs are not finished and Slurm does not answer
 */
export async function runStages(store: string, run: string, signal: AbortSignal): Promise<RunStage[]> {
  const stages = await stagesOf(store, run);
  const records = new Map(
    await Promise.all(
      Object.values(stages).map(async ({ key, folder }) => {
        const { record, damage } = await findRecord(join(store, folder));
        return [key, damage.length > 0 ? undefined : record] as const;
      }),
    ),
  );
  const finished = new Map([...records].map(([key, record]) => [key, record !== undefined]));
  const jobs = await jobStates(store, finished, signal);
  return Object.entries(stages).map(([name, { key, folder }]) => {
    const record = records.get(key);
    const own = jobs.filter((job) => job.key === key && (record === undefined || job.part === undefined));
    if (record) return { name, folder, state: 'finished', seconds: record.seconds, jobs: own };
    const begun = existsSync(join(store, 'unfinished', folder)) ? 'unfinished' : 'waiting';
    return { name, folder, state: stageState(own) ?? begun, jobs: own };
  });
}

async function stagesOf(store: string, run: string): Promise<RunEntry['stages']> {
  const started = (await startedRuns(store)).filter(({ name }) => name === run);
  const [last] = started.sort((a, b) => (a.started < b.started ? 1 : -1));
  if (last) return last.stages;
  const [entry] = (await readHistory(store, run)).slice(-1);
  return (entry ?? (await lastRun(store, run))).stages;
}
