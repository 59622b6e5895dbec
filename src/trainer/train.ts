import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AccError, type Progress, type TrainingRow, writeAtomic, writeJsonLines } from '../core/index.js';
import { checkRows } from './check-rows.js';
import {
  type Checkpoint,
  type DamagedCheckpoint,
  lastCheckpoint,
  readCheckpoint,
  removeLater,
  resumeFiles,
  trainerState,
} from './checkpoint.js';
import { diverged, divergence } from './divergence.js';
import { noUsage, type ProcessOptions, type ProcessUsage, runPython } from './process.js';
import { type FlagValue, flags } from './settings.js';
import { swiftProgram } from './swift-program.js';
import { type LoggedStep, rewindLog, trainingLog } from './training-log.js';
import { watch } from './watch.js';

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

/**
 * Trains with `swift sft`, resuming from the last whole checkpoint of an earlier attempt, if any; a finished one is only put in its place. Damaged
 * checkpoints are removed, with a warning.
 * Training has succeeded only if the exit status is 0 and the last step was reached.
 */
export async function train(
  training: Training,
  options: ProcessOptions,
): Promise<ProcessUsage & { command: string[]; steps: number }> {
  const { model, rows, values, folder, progress, warn } = training;
  const rowsFile = join(options.logs, 'rows.jsonl');
  await writeJsonLines(rowsFile, rows);
  await checkRows(rows, rowsFile);
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
    const loggedSteps = trainingLog(logFile);
    const report = async (): Promise<void> => {
      const steps = await loggedSteps();
      await stopDiverged(steps, logFile, training, options);
      const last = steps.at(-1);
      if (last) progress({ done: last.step, total: last.steps, note: `loss ${last.loss.toFixed(3)}` });
    };
    const run = (signal: AbortSignal): Promise<ProcessUsage> => runPython(command, { ...options, signal });
    usage = await watch(run, report, { milliseconds: 1000, signal: options.signal });
  }
  const finished = await wholeCheckpoint(folder, options.logs, warn);
  if (!finished || !isFinished(finished)) throw notFinished(finished, options);
  await keepModel(finished, training, options);
  return { ...usage, command, steps: finished.steps };
}

/** The checkpoint to go on from. Damaged ones are removed: swift would count them among those that it keeps. */
async function wholeCheckpoint(
  folder: string,
  logs: string,
  warn: (message: string) => void,
): Promise<Checkpoint | undefined> {
  const kept = await keptCheckpoint(join(folder, 'model'), logs);
  if (kept && !('fault' in kept)) return kept;
  const { checkpoint, damaged } = await lastCheckpoint(join(logs, 'swift'));
  const next = checkpoint ? `goes on from ${basename(checkpoint.folder)}` : 'starts again from the beginning';
  for (const { folder: place, fault } of [...(kept ? [kept] : []), ...damaged]) {
    warn(`${basename(place)} is damaged, ${fault}: training ${next}`);
    await rm(place, { recursive: true });
  }
  if (kept) await rm(join(logs, trainerState), { force: true });
  return checkpoint;
}

/** The checkpoint of a finished training that was being put in its place, or was put there. */
async function keptCheckpoint(model: string, logs: string): Promise<Checkpoint | DamagedCheckpoint | undefined> {
  const state = [logs, model].find((place) => existsSync(join(place, trainerState)));
  return state && existsSync(model) ? readCheckpoint(model, state) : undefined;
}

function isFinished({ step, steps }: Checkpoint): boolean {
  return step === steps;
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
  await rm(output, { recursive: true, force: true });
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
