import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AccError, makeFolder, parseJson, readText, unlessMissing, writeAtomic } from '../../core/index.js';

/** The jobs that one `acc run` has submitted, and what they need to make their stages again. */
export interface Submission {
  run: string;
  /** the experiment as JSON: a file that is edited while jobs wait changes nothing */
  experiment: unknown;
  overrides: string[];
  /** ISO 8601 */
  submitted: string;
  jobs: SubmittedJob[];
}

/** A task of a job array. */
export interface SubmittedJob {
  /** '12_0' */
  id: string;
  stage: string;
  key: string;
  /** '1/4' for a part of the stage */
  part?: string;
  /** when the kit ended it, ISO 8601 */
  cancelled?: string;
}

/** A submission and where it is. */
export interface FoundSubmission extends Submission {
  file: string;
  /** of its run */
  folder: string;
}

/** The folder of a store with the scripts, logs and submissions of all runs. */
export function slurmFolder(store: string): string {
  return join(store, 'slurm');
}

/** The folder of one run. */
export function jobFolder(store: string, run: string): string {
  return join(slurmFolder(store), run);
}

/** The log of a task, '12_0', in the folder of its run. */
export function jobLog(folder: string, id: string): string {
  return join(folder, `slurm-${id}.log`);
}

/** The next free file for a submission of a run: 1.json, 2.json, … */
export async function newSubmission(store: string, run: string): Promise<string> {
  const folder = jobFolder(store, run);
  await makeFolder(folder);
  for (let number = 1; ; number++) {
    const file = join(folder, `${number}.json`);
    if (!existsSync(file)) return file;
  }
}

export async function writeSubmission(file: string, submission: Submission): Promise<void> {
  await writeAtomic(file, `${JSON.stringify(submission, null, 1)}\n`);
}

/** @throws AccError 'launch/invalid' */
export async function readSubmission(file: string): Promise<FoundSubmission> {
  const value = parseJson(await readText(file), file, 'launch/invalid') as Submission;
  if (typeof value?.run === 'string' && Array.isArray(value.jobs)) return { ...value, file, folder: dirname(file) };
  throw new AccError('launch/invalid', { message: 'the file is no list of submitted jobs', file });
}

/** The submissions of a run, oldest first; of all runs where none is named. */
export async function submissions(store: string, run?: string): Promise<FoundSubmission[]> {
  const runs = run === undefined ? await unlessMissing(readdir(slurmFolder(store)), []) : [run];
  const files = await Promise.all(runs.map((name) => submissionFiles(jobFolder(store, name))));
  return Promise.all(files.flat().map(readSubmission));
}

async function submissionFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  const numbers = names.flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? []).map(Number);
  return numbers.sort((a, b) => a - b).map((number) => join(folder, `${number}.json`));
}
