import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AccError, type Progress, type TrainingRow, writeAtomic, writeJsonLines } from '../core/index.js';
import { checkRows } from './check-rows.js';
import { type Checkpoint, removeLater, resumeFiles, trainerState } from './checkpoint.js';
import { diverged, divergence } from './divergence.js';
import type { CommandSettings } from './failure.js';
import { heardSeconds } from './header-fault.js';
import { weightBytes } from './model/index.js';
import { noUsage, type ProcessOptions, type ProcessUsage, runPython } from './process.js';
import { type FlagValue, flags } from './settings.js';
import { swiftProgram } from './swift-program.js';
import { type LoggedStep, rewindLog, trainingLog } from './training-log.js';
import { trainingProgress } from './training-progress.js';
import { requireTrainingSettings, trainingSettings, type UsedSettings } from './used-settings/index.js';
import { watch } from './watch.js';
import { isFinished, wholeCheckpoint } from './whole-checkpoint.js';

/** The inputs of a training, besides the process options. */
export interface Training {
  /** absolute folder of the model to start from, or its name on a hub */
  model: string;
  rows: TrainingRow[];
  /** flags of `swift sft` */
  values: Record<string, FlagValue>;
  /** output folder of `model/` (weights or adapter) and `steps.json` (the losses) */
  folder: string;
  progress(progress: Progress): void;
  /** says something that the user should know */
  warn(message: string): void;
}

/** The folder in the logs of a training with its files for TensorBoard. */
const tensorboardFolder = 'tensorboard';

/** The file with the arguments that `swift sft` used. */
const argsFile = 'args.json';

/** The `swift sft` command with all paths and flags. */
export function trainingCommand(
  swift: readonly string[],
  model: string,
  rowsFile: string,
  output: string,
  values: Record<string, FlagValue>,
): string[] {
  return [...swift, 'sft', ...flags({ model, dataset: rowsFile, output_dir: output, ...values })];
}

/** What a training took and did. */
export interface TrainingUsage extends ProcessUsage {
  command: string[];
  steps: number;
  settings: UsedSettings;
}

/**
 * Trains with `swift sft`, resuming from the last whole checkpoint of an earlier attempt, if any; a finished one is only put in its place. Damaged
 * checkpoints are removed, with a warning.
 * Training has succeeded only if the exit status is 0, the last step was reached, and `swift` used the settings that were stated.
 * @throws AccError 'trainer/settings-differ' soon after the start; what was trained is then removed
 */
export async function train(training: Training, options: ProcessOptions): Promise<TrainingUsage> {
  try {
    return await trainAsStated(training, options);
  } catch (error) {
    if ((error as AccError).code === 'trainer/settings-differ') await discard(training, options);
    throw error;
  }
}

async function trainAsStated(training: Training, options: ProcessOptions): Promise<TrainingUsage> {
  const { model, rows, values, folder, progress, warn } = training;
  const rowsFile = join(options.logs, 'rows.jsonl');
  await writeJsonLines(rowsFile, rows);
  await checkRows(rows, rowsFile, await heardSeconds(model));
  const output = join(options.logs, 'swift');
  const checkpoint = await wholeCheckpoint(folder, options.logs, warn);
  const logFile = join(output, 'logging.jsonl');
  const swift = swiftProgram(options.environment, options.devices);
  const command = trainingCommand(swift, model, rowsFile, output, {
    ...values,
    ...(checkpoint ? { resume_from_checkpoint: checkpoint.folder } : {}),
  });
  let usage = noUsage;
  if (!checkpoint || !isFinished(checkpoint)) {
    await rewindLog(logFile, checkpoint?.step ?? 0);
    await rm(join(output, argsFile), { force: true });
    const loggedSteps = trainingLog(logFile);
    const report = async (): Promise<void> => {
      await trainingSettings(join(output, argsFile), ...stated(training, options));
      const steps = await loggedSteps();
      await stopDiverged(steps, logFile, training, options);
      const at = trainingProgress(steps);
      if (at) progress(at);
    };
    const gpuBytes = await weightBytes(model, values);
    const run = (signal: AbortSignal): Promise<ProcessUsage> => runPython(command, { ...options, signal, gpuBytes });
    usage = await watch(run, report, { milliseconds: 1000, signal: options.signal });
  }
  const finished = await wholeCheckpoint(folder, options.logs, warn);
  if (!finished || !isFinished(finished)) throw notFinished(finished, options);
  await keepModel(finished, training, options);
  const settings = await requireTrainingSettings(join(folder, 'model', argsFile), ...stated(training, options));
  return { ...usage, command, steps: finished.steps, settings };
}

/** The settings that a training states, and the log of its process. */
function stated({ values }: Training, { settings, logs, name }: ProcessOptions): [CommandSettings, string] {
  return [settings ?? { values, path: (flag) => flag }, join(logs, `${name}.log`)];
}

/** Removes what was trained with other settings, so that no attempt goes on from it. */
async function discard({ folder }: Training, { logs }: ProcessOptions): Promise<void> {
  for (const place of [join(logs, 'swift'), join(folder, 'model'), join(logs, trainerState)])
    await rm(place, { recursive: true, force: true });
}

function notFinished(checkpoint: Checkpoint | undefined, { logs, name }: ProcessOptions): AccError {
  const reached = checkpoint ? `${checkpoint.step} of ${checkpoint.steps}` : 'no checkpoint';
  return new AccError('trainer/not-finished', {
    message: `swift exited before its last step (${reached})`,
    file: join(logs, `${name}.log`),
    hint: 'run the same command again: training resumes from the last checkpoint',
  });
}

/**
 * Moves the weights of a finished checkpoint into `model/`, and its losses into `steps.json`. Each step may be the last one of a killed run: the
 * trainer's state stays in one of the places where train() looks for it.
 */
async function keepModel(finished: Checkpoint, training: Training, options: ProcessOptions): Promise<void> {
  const { folder } = training;
  const { logs } = options;
  const [output, model] = [join(logs, 'swift'), join(folder, 'model')];
  if (finished.folder !== logs && finished.folder !== model) {
    const logFile = join(output, 'logging.jsonl');
    const steps = await trainingLog(logFile)();
    await stopDiverged(steps, logFile, training, options);
    const losses = steps.map(({ step, loss, learningRate }) => ({ step, loss, learningRate }));
    await writeAtomic(join(folder, 'steps.json'), `${JSON.stringify(losses)}\n`);
    await rm(model, { recursive: true, force: true });
    await rename(finished.folder, model);
  }
  for (const file of [...resumeFiles, 'training_args.bin']) await rm(join(model, file), { force: true });
  if (finished.folder !== logs) await rename(join(model, trainerState), join(logs, trainerState));
  await keepEvents(output, logs);
  await rm(output, { recursive: true, force: true });
}

/** Files for TensorBoard, where report_to asks for them, are kept with the logs: they contain times, so that no run has those of another. */
async function keepEvents(output: string, logs: string): Promise<void> {
  const events = join(output, 'runs');
  if (!existsSync(events)) return;
  await rm(join(logs, tensorboardFolder), { recursive: true, force: true });
  await rename(events, join(logs, tensorboardFolder));
}

/**
 * Throws where a training has diverged. Checkpoints of that time are removed, since the next attempt would go on from them.
 * @throws AccError 'trainer/diverged'
 */
async function stopDiverged(
  steps: readonly LoggedStep[],
  logFile: string,
  { values }: Training,
  { settings }: ProcessOptions,
): Promise<void> {
  const found = divergence(steps, values.fp16 === true);
  if (!found) return;
  await removeLater(dirname(logFile), found.lastGood);
  throw diverged(found, logFile, settings);
}
