import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError } from '../core/index.js';
import type { Json, StageContext } from '../stage/index.js';
import {
  checkVersions,
  type FlagValue,
  flags,
  type ProcessOptions,
  type PythonEnvironment,
  requireEnvironment,
  type Settings,
  settingValues,
  trainerVersions,
} from '../trainer/index.js';
import type { Arm, Experiment } from './schema.js';

/** What `swift` is called for. */
export type Purpose = 'base' | 'arm' | 'infer';

/** All settings of a call, an arm's own last. */
export function settingsFor({ swift }: Experiment, purpose: Purpose, arm?: Arm): Settings {
  const training = purpose === 'infer' ? {} : swift.sft;
  return { ...swift.common, ...training, ...swift[purpose], ...(purpose === 'arm' ? arm?.swift : {}) };
}

/** The values of a call's settings, as they go into keys and argv. */
export function settingsOf(experiment: Experiment, purpose: Purpose, arm?: Arm): Record<string, FlagValue> {
  return settingValues(settingsFor(experiment, purpose, arm));
}

/** The command as `acc plan` shows it: a flag a line, with the origin of every value that is not the kit's own choice. */
export function shownTraining(
  experiment: Experiment,
  purpose: 'base' | 'arm',
  model: string,
  rows: string,
  arm?: Arm,
): string {
  return shown(
    experiment,
    'sft',
    { model, dataset: rows, output_dir: '<output>' },
    settingsFor(experiment, purpose, arm),
  );
}

export function shownGeneration(experiment: Experiment, model: string, adapter: string | undefined): string {
  const paths = {
    model,
    ...(adapter ? { adapters: adapter } : {}),
    val_dataset: '<targets and questions>/evaluation.jsonl',
    result_path: '<output>/answers.jsonl',
  };
  return shown(experiment, 'infer', paths, settingsFor(experiment, 'infer'));
}

function shown({ devices }: Experiment, command: string, paths: Record<string, string>, settings: Settings): string {
  const lines = [
    { text: `CUDA_VISIBLE_DEVICES=${devices || "''"} swift ${command}`, note: '' },
    ...Object.entries(paths).map(([name, value]) => ({ text: `  --${name} ${value}`, note: '' })),
    ...Object.entries(settings).map(([name, { value, origin, reason }]) => ({
      text: `  ${flags({ [name]: value })
        .map(quoted)
        .join(' ')}`,
      note: origin === 'kit' && !reason ? '' : `${origin.toUpperCase()}${reason ? `: ${reason}` : ''}`,
    })),
  ];
  const width = Math.max(...lines.map(({ text }) => text.length));
  return lines
    .map(({ text, note }, index) => {
      const continued = index < lines.length - 1 ? ' \\' : '';
      return note ? `${(text + continued).padEnd(width + 3)} # ${note}` : text + continued;
    })
    .join('\n');
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Runs work in the Python environment after its versions were checked against the pins, notes the versions in the record,
 * and removes the private caches of the processes afterwards.
 */
export async function trainerPins<T>(
  { logs, note }: StageContext,
  work: (environment: PythonEnvironment) => Promise<T>,
): Promise<T> {
  const environment = await requireEnvironment();
  const versions = await trainerVersions(environment);
  checkVersions(versions);
  note({ versions: versions as unknown as Json });
  const result = await work(environment);
  await rm(join(logs, 'caches'), { recursive: true, force: true });
  return result;
}

export function processOptions(
  context: StageContext,
  environment: PythonEnvironment,
  name: string,
  devices: string,
): ProcessOptions {
  return { environment, logs: context.logs, name, signal: context.signal, devices };
}

/** The model of an experiment as `swift` takes it: a folder, or a name on a hub. */
export function modelPath({ model }: Experiment): string {
  if ('path' in model) return String(model.path.value);
  throw new AccError('experiment/invalid', { message: 'a tiny model has no path before it is trained' });
}
