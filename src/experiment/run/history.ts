import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AccError, canonicalJson, lockFolder, makeFolder, unlessMissing, writeAtomic } from '../../core/index.js';
import { firstIssue, frozen, withoutRules } from '../../yaml/index.js';
import { type Experiment, experimentSchema } from '../schema.js';
import { readRunFile, stagesSchema } from './run-file.js';

/** One run of an experiment, as runs/<name>.json stores it. */
export interface RunEntry {
  experiment: Experiment;
  /** the `--set` values that it was started with */
  overrides: string[];
  /** commit of the kit, or 'unknown' */
  commit: string;
  /** whether the kit's files differed from that commit */
  dirty: boolean;
  /** when it finished, ISO 8601 */
  finished: string;
  /** key and folder of each stage by name; folders are relative to the store */
  stages: Record<string, { key: string; folder: string }>;
  /** of a recorded run: 'recorded on 2 x Intel Xeon, 2026-12-01 08:10 UTC, kit at 5a8b1d9' */
  recorded?: string;
}

interface History {
  version: 1;
  name: string;
  /** oldest first */
  runs: RunEntry[];
}

/** The experiment is checked when a run is opened: what a later version added has a default there. */
const historySchema = z.object({
  version: z.literal(1),
  runs: z
    .array(
      z.object({
        experiment: z.looseObject({}),
        overrides: z.array(z.string()),
        commit: z.string(),
        dirty: z.boolean(),
        finished: z.string(),
        stages: stagesSchema,
      }),
    )
    .min(1),
});

/**
 * All runs under a name, oldest first; empty if there is none.
 * @throws AccError 'experiment/bad-run' for a file that is not a history
 */
export async function readHistory(store: string, name: string): Promise<RunEntry[]> {
  const file = historyFile(store, name);
  if (!existsSync(file)) return [];
  return ((await readRunFile(file, historySchema, historyHint)) as History).runs;
}

const historyHint =
  'it was edited, or another version of the kit wrote it: move it away and run the experiment again, which reuses finished stages';

/** The last run under a name. @throws AccError 'experiment/no-run', and what readHistory throws */
export async function lastRun(store: string, name: string): Promise<RunEntry> {
  const entry = (await readHistory(store, name)).at(-1);
  if (entry) return { ...entry, experiment: finishedExperiment(entry.experiment, name, historyFile(store, name)) };
  throw new AccError('experiment/no-run', {
    message: `"${name}" has not been run`,
    file: historyFile(store, name),
    hint: `run "npm run acc -- run ${name}"; "npm run acc -- status" lists the runs`,
  });
}

/** Rules say what may be started: a finished run can be read whatever rules and names this version of the kit has. */
const finishedSchema = withoutRules(experimentSchema);

/**
 * The experiment of a finished run; what newer versions of the kit added has its default.
 * @throws AccError 'experiment/bad-run' where something that every experiment has now is missing, or is of another type
 */
export function finishedExperiment(experiment: unknown, name: string, file: string): Experiment {
  const parsed = finishedSchema.safeParse(experiment);
  if (parsed.success) return frozen(parsed.data);
  const { path, message } = firstIssue(parsed.error);
  throw new AccError('experiment/bad-run', {
    message: `the run "${name}" was made by another version of the kit: ${path.join('.') || 'experiment'}: ${message}`,
    file,
    hint: 'run it again: finished stages are reused as far as nothing they depend on has changed',
    cause: parsed.error,
  });
}

/** Adds a run to its history; one that differs from the last run only in its time or commit is not added. */
export async function addRun(store: string, name: string, entry: RunEntry, signal?: AbortSignal): Promise<void> {
  const same = (other: RunEntry): boolean =>
    canonicalJson({ ...other, finished: '', commit: '', dirty: false }) ===
    canonicalJson({ ...entry, finished: '', commit: '', dirty: false });
  await changeHistory(store, name, signal, (runs) => (runs.slice(-1).some(same) ? runs : [...runs, entry]));
}

/** Keeps only the last run of a name. */
export async function dropEarlierRuns(store: string, name: string, signal?: AbortSignal): Promise<void> {
  await changeHistory(store, name, signal, (runs) => (runs.length > 1 ? runs.slice(-1) : runs));
}

/** Two runs of one name may end at the same time. */
async function changeHistory(
  store: string,
  name: string,
  signal: AbortSignal = new AbortController().signal,
  change: (runs: RunEntry[]) => RunEntry[],
): Promise<void> {
  const file = historyFile(store, name);
  await makeFolder(dirname(file));
  const lock = await lockFolder(file, { signal });
  try {
    const runs = await readHistory(store, name);
    const changed = change(runs);
    if (changed !== runs) await writeHistory(store, name, changed);
  } finally {
    await lock.release();
  }
}

/** The names of all runs of a store, sorted. */
export async function runNames(store: string): Promise<string[]> {
  const files = await unlessMissing(readdir(join(store, 'runs')), []);
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

async function writeHistory(store: string, name: string, runs: RunEntry[]): Promise<void> {
  await writeAtomic(historyFile(store, name), historyText(name, runs));
}

/** The content of the file with a history. */
export function historyText(name: string, runs: RunEntry[]): string {
  const history: History = { version: 1, name, runs };
  return `${JSON.stringify(history, null, 1)}\n`;
}

/** The file with the history of a run. */
export function historyFile(store: string, name: string): string {
  return join(store, 'runs', `${name}.json`);
}
