import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { unlessMissing, writeAtomic } from '../../core/index.js';
import type { RunEntry } from './history.js';
import { readRunFile, stagesSchema } from './run-file.js';

/** A run that was started and has not finished, as started/<name>.json stores it: clearing the store keeps its finished stages. */
export interface StartedRun {
  name: string;
  overrides: string[];
  /** when it was started last, ISO 8601 */
  started: string;
  stages: RunEntry['stages'];
}

export async function markStarted(store: string, run: StartedRun): Promise<void> {
  await writeAtomic(startedFile(store, run.name), `${JSON.stringify(run, null, 1)}\n`);
}

export async function unmarkStarted(store: string, name: string): Promise<void> {
  await rm(startedFile(store, name), { force: true });
}

const startedSchema = z.object({
  name: z.string(),
  overrides: z.array(z.string()),
  started: z.string(),
  stages: stagesSchema,
});

/** The runs of a store that have not finished. @throws AccError 'experiment/bad-run' for a file that is not such a run */
export async function startedRuns(store: string): Promise<StartedRun[]> {
  const files = await unlessMissing(readdir(join(store, 'started')), []);
  return Promise.all(
    files
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map(async (name) => {
        const file = join(store, 'started', name);
        return (await readRunFile(file, startedSchema, startedHint)) as StartedRun;
      }),
  );
}

const startedHint = 'remove it: the finished stages of that run stay until "acc gc" is run';

function startedFile(store: string, name: string): string {
  return join(store, 'started', `${name}.json`);
}
