import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, type Progress, unlessMissing, writeAtomic } from '../../core/index.js';

/** What a job says of itself, in the folder of its run, beside its log: a cluster may keep no accounting, and forgets jobs after minutes. */
export interface JobFiles {
  /** at most every two seconds */
  progress(progress: Progress): Promise<void>;
  /** @param error what it has failed with, if it has */
  ended(error?: unknown): Promise<void>;
}

/** An error as the kit prints it with --json. */
export interface JobError {
  code: string;
  message: string;
  file?: string;
  hint?: string;
}

export interface JobResult {
  error?: JobError;
}

const progressMilliseconds = 2000;

/** @param id of the task, '12_0' */
export function jobFiles(folder: string, id: string): JobFiles {
  let last = 0;
  return {
    async progress(progress) {
      if (Date.now() - last < progressMilliseconds) return;
      last = Date.now();
      await writeAtomic(progressFile(folder, id), JSON.stringify(progress));
    },
    async ended(error) {
      const result: JobResult = error === undefined ? {} : { error: facts(error) };
      await writeAtomic(resultFile(folder, id), `${JSON.stringify(result)}\n`);
    },
  };
}

export async function jobProgress(folder: string, id: string): Promise<Progress | undefined> {
  return parsed<Progress>(progressFile(folder, id));
}

/** undefined for a job that has not ended, or was ended from outside */
export async function jobResult(folder: string, id: string): Promise<JobResult | undefined> {
  return parsed<JobResult>(resultFile(folder, id));
}

function progressFile(folder: string, id: string): string {
  return join(folder, `slurm-${id}.progress.json`);
}

function resultFile(folder: string, id: string): string {
  return join(folder, `slurm-${id}.result.json`);
}

async function parsed<T>(file: string): Promise<T | undefined> {
  const text = await unlessMissing(readFile(file, 'utf8'), undefined);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

function facts(error: unknown): JobError {
  return error instanceof AccError
    ? (error.toJSON() as unknown as JobError)
    : { code: 'unexpected', message: error instanceof Error ? error.message : String(error) };
}
