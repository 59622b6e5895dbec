import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  canonicalJson,
  type LockOwner,
  ownerHere,
  ownerState,
  sha256,
  unlessMissing,
  writeAtomic,
} from '../../core/index.js';
import type { RunEntry } from './history.js';
import { readRunFile, stagesSchema } from './run-file.js';

/**
 * A run that was started and has not finished: clearing the store keeps its finished stages. Each has a file of its own in started/, which runs
 * of one name share only where they have the same stages, so that the first that finishes has finished both.
 */
export interface StartedRun {
  name: string;
  overrides: string[];
  /** when it was started last, ISO 8601 */
  started: string;
  stages: RunEntry['stages'];
  /** absent where an older version of the kit started it */
  owner?: LockOwner;
}

/** Notes that this process runs it. An earlier start of that name takes no place any more, unless its process still runs. */
export async function markStarted(store: string, run: Omit<StartedRun, 'owner'>): Promise<void> {
  for (const file of await startedFiles(store)) {
    const other = await readStarted(file).catch(() => undefined); // "acc status" and "acc gc" name what is wrong with it
    if (other?.name === run.name && (await hasEnded(other))) await rm(file, { force: true });
  }
  await writeAtomic(startedFile(store, run), `${JSON.stringify({ ...run, owner: await ownerHere() }, null, 1)}\n`);
}

export async function unmarkStarted(store: string, run: Pick<StartedRun, 'name' | 'stages'>): Promise<void> {
  await rm(startedFile(store, run), { force: true });
}

/** The runs of a store that have not finished. @throws AccError 'experiment/bad-run' for a file that is not such a run */
export async function startedRuns(store: string): Promise<StartedRun[]> {
  return Promise.all((await startedFiles(store)).map(readStarted));
}

/** Gives up every run that has not finished. */
export async function unmarkAll(store: string): Promise<void> {
  for (const file of await startedFiles(store)) await rm(file, { force: true });
}

async function hasEnded({ owner }: StartedRun): Promise<boolean> {
  return owner === undefined || (await ownerState(owner)) === 'ended';
}

const startedSchema = z.object({
  name: z.string(),
  overrides: z.array(z.string()),
  started: z.string(),
  stages: stagesSchema,
});

async function readStarted(file: string): Promise<StartedRun> {
  return (await readRunFile(file, startedSchema, startedHint)) as StartedRun;
}

const startedHint = 'remove it: the finished stages of that run stay until "acc gc" is run';

/** The paths of all files of started runs, sorted. */
async function startedFiles(store: string): Promise<string[]> {
  const folder = join(store, 'started');
  const files = await unlessMissing(readdir(folder), []);
  return files
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => join(folder, file));
}

function startedFile(store: string, { name, stages }: Pick<StartedRun, 'name' | 'stages'>): string {
  return join(store, 'started', `${name}.${sha256(canonicalJson(stages)).slice(0, 16)}.json`);
}
