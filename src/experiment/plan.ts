import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Draw } from '../results/index.js';
import {
  type Estimate,
  estimate,
  openStore,
  planStages,
  readAnyRecord,
  readSpeeds,
  type Stage,
  type StageCommand,
  type Store,
  stageDifference,
  stageKey,
} from '../stage/index.js';
import { whyBitsDiffer } from '../trainer/index.js';
import { runDraws } from './draws.js';
import { defaultStore, type RunEntry, readHistory, wantedStages } from './run/index.js';
import type { Experiment } from './schema.js';
import type { ExperimentSizes } from './sizes.js';
import { experimentStages } from './stages/index.js';

/** One stage of a plan. */
export interface PlannedStage {
  name: string;
  key: string;
  /** whether the store has its output */
  done: boolean;
  /** why it would run, by comparison with the run `comparedWith`; empty if it is done */
  why: string[];
  estimate: Estimate;
  /** bytes that it will write, if large and known */
  bytes: number | undefined;
  /** names of the stages whose output it reads */
  inputs: string[];
  commands: StageCommand[];
}

export interface ExperimentPlan {
  experiment: Experiment;
  /** name of the run that `why` compares with; undefined if neither this run nor one of the experiment exists */
  comparedWith: string | undefined;
  sizes: ExperimentSizes;
  /** of every arm; of an experiment without arms, those of the base */
  draws: Draw[];
  stages: PlannedStage[];
  /** of the stages that would run, as far as known */
  seconds: number;
  bytes: number;
  /** stages that would run and whose time is not known */
  unknown: string[];
  /** why the numbers of a run may differ from those of other machines; null if they are the same */
  bitsDiffer: string | null;
}

/**
 * What a run would do: each stage with its commands, its estimated time and, if it would run, why. Nothing is run.
 * @param run name of the run to compare with; if it was never run, that of the experiment is compared
 */
export async function planExperiment(
  experiment: Experiment,
  { run, store: folder }: { run: string; store?: string | undefined },
): Promise<ExperimentPlan> {
  const root = resolve(folder ?? defaultStore());
  const store = openStore(root);
  const stages = await experimentStages(experiment, { planning: true });
  const speeds = await readSpeeds(root);
  const { comparedWith, last } = await lastRun(root, [run, experiment.name]);
  const planned: PlannedStage[] = [];
  for (const stage of planStages(wantedStages(stages))) {
    const done = (await store.record(stage)) !== undefined;
    planned.push({
      name: stage.name,
      key: stageKey(stage),
      done,
      why: done ? [] : await reasons(stage, store, last),
      estimate: estimate(stage.work, speeds(stage.work.speed, stage.work.amount)),
      bytes: stage.work.bytes,
      inputs: Object.values(stage.inputs).map((input) => input.name),
      commands:
        stage.commands?.({
          logs: join(store.unfinished(stage), 'logs'),
          inputs: Object.fromEntries(Object.entries(stage.inputs).map(([input, of]) => [input, store.folder(of)])),
        }) ?? [],
    });
  }
  const open = planned.filter(({ done }) => !done);
  return {
    experiment,
    comparedWith,
    sizes: stages.sizes,
    draws: runDraws(experiment),
    stages: planned,
    seconds: open.reduce((sum, { estimate: { seconds } }) => sum + (seconds ?? 0), 0),
    bytes: open.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    unknown: open.filter(({ estimate: { seconds } }) => seconds === undefined).map(({ name }) => name),
    bitsDiffer: whyBitsDiffer(experiment.devices) ?? null,
  };
}

/** The last run under the first of some names that was run. */
async function lastRun(
  root: string,
  names: readonly string[],
): Promise<{ comparedWith: string | undefined; last: RunEntry | undefined }> {
  for (const name of names) {
    const runs = await readHistory(root, name);
    if (runs.length > 0) return { comparedWith: name, last: runs.at(-1) };
  }
  return { comparedWith: undefined, last: undefined };
}

async function reasons(stage: Stage, store: Store, last: RunEntry | undefined): Promise<string[]> {
  const damage = await store.damage(stage);
  if (damage.length > 0) return damage.map((what) => `damaged: ${what}`);
  const before = last?.stages[stage.name];
  const record = before && (await readAnyRecord(join(store.root, before.folder)));
  const found = stageDifference(stage, record);
  if (found.length > 0) return found;
  return [existsSync(store.unfinished(stage)) ? 'not finished' : 'output removed'];
}
