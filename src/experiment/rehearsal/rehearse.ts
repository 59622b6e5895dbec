import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { makeTemporaryFolder, type Progress } from '../../core/index.js';
import { openStore, planStages } from '../../stage/index.js';
import {
  type CountedRows,
  type CountedTraining,
  checkVersions,
  type NeededPackage,
  type PythonEnvironment,
  type RehearsalOptions,
  type RehearsedModel,
  type RehearsedTraining,
  rehearseSwift,
  rehearseTraining,
  requireEnvironment,
  type ShallowTraining,
  trainerVersions,
} from '../../trainer/index.js';
import { packagesMissing } from '../packages.js';
import { type ExperimentPlan, planExperiment } from '../plan.js';
import { defaultStore, wantedStages } from '../run/index.js';
import type { Experiment } from '../schema.js';
import { experimentStages } from '../stages/index.js';
import { settingsOf } from '../swift.js';
import { existingRows } from './existing-rows.js';
import { plannedCalls } from './planned-calls.js';
import { armOfCall, type PlannedMemory, plannedMemory } from './planned-memory.js';
import { type ModelFacts, rehearsedModel } from './rehearsed-model.js';
import { type ExperimentSource, refuse } from './setting-fault.js';

/** What is rehearsed, and how. */
export interface RehearsalChoice extends ExperimentSource {
  /** name of the run that the plan is compared with */
  run: string;
  store?: string | undefined;
  /** memory of the card in bytes */
  card: number;
  /** whether a model of few layers is trained */
  training: boolean;
  signal: AbortSignal;
  progress(progress: Progress): void;
}

/** What is known about a run before it starts. */
export interface Rehearsal {
  model: Pick<ModelFacts, 'name' | 'shape'>;
  /** calls of `swift` that ms-swift's parser accepts */
  calls: number;
  trainings: CountedTraining[];
  rows: Omit<CountedRows, 'file'>[];
  /** stages whose rows do not exist yet */
  missingRows: string[];
  /** that the run needs and would be refused without */
  missingPackages: NeededPackage[];
  /** empty on a CPU */
  memory: PlannedMemory[];
  card: number;
  plan: ExperimentPlan;
  /** null if it was not asked for, or there is no arm */
  training: RehearsedTraining | null;
}

/**
 * Finds what can be known about a run without weights and without a GPU.
 * @throws AccError 'trainer/setting-refused' for a setting that ms-swift would refuse; 'trainer/model-unknown'
 */
export async function rehearseExperiment(experiment: Experiment, choice: RehearsalChoice): Promise<Rehearsal> {
  const { run, store: given, card, signal, progress } = choice;
  const environment = await requireEnvironment();
  checkVersions(await trainerVersions(environment));
  const options = { python: environment.python, signal, progress };
  const store = openStore(resolve(given ?? defaultStore()));
  const { sets, ...all } = await experimentStages(experiment, { planning: true });
  const stages = planStages(wantedStages({ sets, ...all }));
  const plan = await planExperiment(experiment, { run, store: store.root });
  const facts = await rehearsedModel(experiment);
  const folder = await makeTemporaryFolder('rehearsal');
  try {
    const calls = plannedCalls(experiment, stages, store);
    const { files, missing } = await existingRows({ experiment, stages, sets, store, folder });
    const sent = calls.map(({ name, command, argv }) => ({ name, command, argv }));
    const { faults, trainings, rows } = await rehearseSwift({ model: facts.model, calls: sent, rows: files }, options);
    if (faults.length > 0) await refuse(faults, calls, choice);
    const memory = plannedMemory(experiment, { facts, trainings, rows, missing, card });
    const model = { name: facts.name, shape: facts.shape };
    const missingPackages = await packagesMissing(experiment, async () => environment);
    const counted = rows.map(({ file: _, ...row }) => row);
    const training = choice.training
      ? await shallowTraining(experiment, { model: facts.model, trainings }, environment, options)
      : null;
    return {
      model,
      calls: calls.length,
      trainings,
      rows: counted,
      missingRows: missing,
      missingPackages,
      memory,
      card,
      plan,
      training,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Trains a model of few layers with the settings of the first arm. */
async function shallowTraining(
  experiment: Experiment,
  { model, trainings }: { model: RehearsedModel; trainings: readonly CountedTraining[] },
  environment: PythonEnvironment,
  options: Omit<RehearsalOptions, 'python'>,
): Promise<RehearsedTraining | null> {
  const found = trainings.find(({ calls }) => armOfCall(experiment, calls[0]!));
  if (!found) return null;
  const arm = armOfCall(experiment, found.calls[0]!)!;
  const given: ShallowTraining = {
    ...{ model, adapters: found.shallow, clips: 2 },
    training: settingsOf(experiment, 'arm', { arm, seed: 1 }),
    infer: settingsOf(experiment, 'infer'),
    memory: Math.min(process.availableMemory(), memoryLimit),
  };
  return rehearseTraining(given, environment, options);
}

/** What a rehearsal may use, in bytes. */
const memoryLimit = 12e9;
