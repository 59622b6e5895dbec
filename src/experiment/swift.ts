import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonLines, sha256, type TrainingRow } from '../core/index.js';
import type { Json, StageCommand, StageContext } from '../stage/index.js';
import {
  type CommandSettings,
  checkVersions,
  countAdapters,
  type FlagValue,
  flags,
  gpuFacts,
  installedPackages,
  type ProcessOptions,
  type PythonEnvironment,
  pinnedVariables,
  publishedShape,
  recordedVariables,
  requireEnvironment,
  type Setting,
  type Settings,
  settingValues,
  swiftProgram,
  tinyShape,
  trainerVersions,
  whyBitsDiffer,
} from '../trainer/index.js';
import type { Arm } from './arm-schema.js';
import type { Experiment } from './schema.js';

/** The purpose of a call of `swift`. */
export type Purpose = 'base' | 'arm' | 'infer';

/** What a training has of its own: the settings of its arm, and its seed. */
export interface Training {
  arm?: Arm;
  seed?: number;
}

/** All settings of a call, an arm's own last. */
export function settingsFor({ swift }: Experiment, purpose: Purpose, { arm, seed }: Training = {}): Settings {
  const training = purpose === 'infer' ? {} : swift.sft;
  const seeds: Settings = seed === undefined ? {} : { seed: kitSetting(seed), data_seed: kitSetting(seed) };
  return { ...swift.common, ...training, ...swift[purpose], ...arm?.swift, ...seeds };
}

/** The values of a call's settings, as they go into keys and argv. */
export function settingsOf(experiment: Experiment, purpose: Purpose, training?: Training): Record<string, FlagValue> {
  return settingValues(settingsFor(experiment, purpose, training));
}

/** The values of a call's settings with the name that --set has for each, where it takes effect. @param arm its name and itself */
export function commandSettings(
  values: Record<string, FlagValue>,
  purpose: Purpose,
  arm?: { name: string; swift: Arm['swift'] },
): CommandSettings {
  const path = (flag: string): string =>
    arm && flag in arm.swift ? `arms.${arm.name}.swift.${flag}` : `swift.${purpose}.${flag}`;
  return { values, path };
}

function kitSetting(value: number): Setting {
  return { value, origin: 'kit' };
}

/**
 * A call of `swift` for `acc plan`, with a remark on every value that comes from the paper, is inferred, or has a
 * reason.
 * @param facts further remarks, which come first
 */
export function plannedCommand(
  experiment: Experiment,
  argv: string[],
  settings: Settings,
  facts: readonly string[] = [],
): StageCommand {
  const remarks = Object.entries(settings).flatMap(([name, { value, origin, reason }]) =>
    origin === 'kit' && !reason
      ? []
      : `${origin.padEnd(8)} ${flags({ [name]: value }).join(' ')}${reason ? `: ${reason}` : ''}`,
  );
  const { devices } = experiment;
  return {
    argv,
    environment: { CUDA_VISIBLE_DEVICES: devices, ...pinnedVariables(devices) },
    remarks: [...facts, ...remarks],
  };
}

/** What of a model a training changes, for `acc plan`; empty where the shape of the model or its choice of modules is not known. */
export function trainedRemark({ model }: Experiment, values: Record<string, FlagValue>): string[] {
  const shape = 'tiny' in model ? tinyShape(model.tiny) : publishedShape(String(model.path.value));
  const adapters = shape && countAdapters(shape.config, values);
  if (!adapters) return [];
  const { parameters, modules } = adapters;
  return [
    `trains ${parameters.toLocaleString('en-US')} parameters: LoRA of rank ${values.lora_rank} in ${modules} modules`,
  ];
}

/** The program of a call of `swift` for `acc plan`, to be found on PATH. */
export function plannedSwift({ devices }: Experiment): string[] {
  return swiftProgram({ python: 'python', swift: 'swift' }, devices);
}

/**
 * Runs work in the Python environment after checking its versions against the pins, records them, all packages, the environment variables,
 * the GPUs and whether other machines give the same bits, and then removes the private caches of the processes.
 */
export async function trainerPins<T>(
  context: StageContext,
  devices: string,
  work: (environment: PythonEnvironment) => Promise<T>,
): Promise<T> {
  const { logs, note } = context;
  const chosen = chosenDevices(context, devices);
  const environment = await requireEnvironment();
  const versions = await trainerVersions(environment);
  checkVersions(versions);
  const difference = whyBitsDiffer(devices);
  const bits = difference ? `may differ on other machines: ${difference}` : 'the same on x86-64 with AVX2 and FMA';
  note({
    versions: versions as unknown as Json,
    packages: await installedPackages(environment),
    environment: recordedVariables(chosen),
    gpus: (await gpuFacts(chosen)) as unknown as Json,
    bits,
  });
  const result = await work(environment);
  await rm(join(logs, 'caches'), { recursive: true, force: true });
  return result;
}

/** Facts about the rows of a call of `swift` for its record. @param rows with portable paths, so that the hash is the same everywhere */
export function rowFacts(rows: readonly TrainingRow[]): { rows: number; rowsSha256: string } {
  return { rows: rows.length, rowsSha256: sha256(jsonLines(rows)) };
}

export function processOptions(
  context: StageContext,
  environment: PythonEnvironment,
  name: string,
  devices: string,
  settings?: CommandSettings,
): ProcessOptions {
  const { logs, signal, waiting } = context;
  return {
    environment,
    logs,
    name,
    signal,
    devices: chosenDevices(context, devices),
    waiting,
    ...(settings ? { settings } : {}),
  };
}

/** The GPUs that a launcher has chosen for a stage, else those of the experiment; '' for the CPU. */
function chosenDevices(context: StageContext, devices: string): string {
  return devices === '' ? '' : (context.devices ?? devices);
}

/** The GPUs that each stage of an experiment uses. */
export function gpusOf({ devices }: Experiment): number {
  return devices === '' ? 0 : devices.split(',').length;
}
