import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { AccError, kitRoot, readJsonLines, writeAtomic } from '../core/index.js';
import type { ResultRow } from '../results/index.js';
import { executePlan, openStore, type Stage, type StageListener, stageKey } from '../stage/index.js';
import type { Experiment } from './schema.js';
import { type ExperimentStages, experimentStages } from './stages.js';

/** A finished run, as notebooks open it: its experiment, and the folder of each stage by name. */
export interface Run {
  experiment: Experiment;
  /** absolute output folder by stage name, e.g. "world", "editing pairs", "base model", "arm ACC", "answers of Ori" */
  folders: Record<string, string>;
  /** one of these folders; a stage that the run does not have is 'experiment/no-stage' */
  folder(stage: string): string;
  keys: Record<string, string>;
  rows: ResultRow[];
}

export interface RunOptions {
  /** the store's folder, .acc in the kit by default */
  store?: string;
  signal: AbortSignal;
  onPlan?: (plan: ExperimentStages) => StageListener;
}

/** The store that commands and notebooks share unless told otherwise. */
export function defaultStore(): string {
  return process.env.ACC_STORE ?? join(kitRoot(), '.acc');
}

/** Runs an experiment to its result rows, two stages at a time, and writes `runs/<name>.json` in the store. */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<Run> {
  const root = resolve(options.store ?? defaultStore());
  const store = openStore(root);
  const stages = await experimentStages(experiment);
  const listener = options.onPlan?.(stages);
  // Without arms nothing needs the targets, but a run lists them and a chapter shows them.
  await executePlan([stages.results, stages.targets], {
    store,
    cores: coresToUse,
    signal: options.signal,
    ...(listener ? { onStage: listener } : {}),
  });
  const named = stagesByName(stages);
  const file = join(root, 'runs', `${experiment.name}.json`);
  const facts = {
    experiment,
    stages: Object.fromEntries(
      named.map((stage) => [stage.name, { key: stageKey(stage), folder: relative(root, store.folder(stage)) }]),
    ),
  };
  const text = `${JSON.stringify(facts, null, 1)}\n`;
  if (!existsSync(file) || (await readFile(file, 'utf8')) !== text) await writeAtomic(file, text);
  return openRun(experiment.name, root);
}

/** Two cores are what the kit is measured on; more models side by side need more memory, not more of this. */
export const coresToUse = 2;

/**
 * Opens the last run of an experiment.
 * @throws AccError 'experiment/no-run' if it has not been run
 */
export async function openRun(name: string, store: string = defaultStore()): Promise<Run> {
  const root = resolve(store);
  const file = join(root, 'runs', `${name}.json`);
  if (!existsSync(file))
    throw new AccError('experiment/no-run', {
      message: `"${name}" has not been run`,
      file,
      hint: `run "npm run acc -- run ${name}"`,
    });
  const { experiment, stages } = JSON.parse(await readFile(file, 'utf8')) as {
    experiment: Experiment;
    stages: Record<string, { key: string; folder: string }>;
  };
  const folders = Object.fromEntries(Object.entries(stages).map(([stage, { folder }]) => [stage, join(root, folder)]));
  const keys = Object.fromEntries(Object.entries(stages).map(([stage, { key }]) => [stage, key]));
  const folder = (stage: string): string => {
    const found = folders[stage];
    if (found) return found;
    const hint = `stages: ${Object.keys(folders).join(', ')}`;
    throw new AccError('experiment/no-stage', { message: `the run "${name}" has no stage "${stage}"`, file, hint });
  };
  return {
    experiment,
    folders,
    folder,
    keys,
    rows: await readJsonLines<ResultRow>(join(folders.results!, 'rows.jsonl')),
  };
}

function stagesByName({
  world,
  editing,
  targets,
  questions,
  base,
  arms,
  answers,
  scores,
  results,
}: ExperimentStages): Stage[] {
  const single = [world, editing, targets, questions, base, results].filter((stage) => stage !== undefined);
  return [...single, ...[arms, answers, scores].flatMap((group) => Object.values(group))];
}
