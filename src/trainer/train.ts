import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AccError,
  dropIncompleteLine,
  type Progress,
  type TrainingRow,
  writeAtomic,
  writeJsonLines,
} from '../core/index.js';
import { checkRows } from './check-rows.js';
import { type Checkpoint, checkpointIn, lastCheckpoint, trainerState } from './checkpoint.js';
import { noUsage, type ProcessOptions, type ProcessUsage, runPython } from './process.js';
import { type FlagValue, flags } from './settings.js';
import { swiftProgram } from './swift-program.js';
import { readTrainingLog } from './training-log.js';
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
}

/** Files of a checkpoint that are needed only to resume training, besides the trainer's state. */
const resumeFiles = ['optimizer.pt', 'scheduler.pt', 'rng_state.pth', 'training_args.bin'];

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
 * Trains with `swift sft`, resuming from the last complete checkpoint of an earlier attempt, if any; a finished one is only put in its place.
 * Training has succeeded only if the exit status is 0 and the last step was reached.
 */
export async function train(
  training: Training,
  options: ProcessOptions,
): Promise<ProcessUsage & { command: string[]; steps: number }> {
  const { model, rows, values, folder, progress } = training;
  const rowsFile = join(options.logs, 'rows.jsonl');
  checkRows(rows, rowsFile);
  await writeJsonLines(rowsFile, rows);
  const output = join(options.logs, 'swift');
  const latest = async (): Promise<Checkpoint | undefined> =>
    (await checkpointIn(options.logs)) ?? (await checkpointIn(join(folder, 'model'))) ?? (await lastCheckpoint(output));
  const checkpoint = await latest();
  const logFile = join(output, 'logging.jsonl');
  const swift = swiftProgram(options.environment, options.devices);
  const command = trainingCommand(swift, model, rowsFile, output, {
    ...values,
    ...(checkpoint ? { resume_from_checkpoint: checkpoint.folder } : {}),
  });
  const report = async (): Promise<void> => {
    const { progress: at } = await readTrainingLog(logFile);
    if (at) progress(at);
  };
  let usage = noUsage;
  if (!isFinished(checkpoint)) {
    await dropIncompleteLine(logFile);
    usage = await watch(runPython(command, options), report, 1000);
  }
  const finished = await latest();
  if (!isFinished(finished)) throw notFinished(finished, options);
  await keepModel(finished, folder, options.logs);
  return { ...usage, command, steps: finished.steps };
}

function isFinished(checkpoint: Checkpoint | undefined): checkpoint is Checkpoint {
  return checkpoint !== undefined && checkpoint.step === checkpoint.steps;
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
async function keepModel(finished: Checkpoint, folder: string, logs: string): Promise<void> {
  const [output, model] = [join(logs, 'swift'), join(folder, 'model')];
  if (finished.folder !== logs && finished.folder !== model) {
    const { steps } = await readTrainingLog(join(output, 'logging.jsonl'));
    await writeAtomic(join(folder, 'steps.json'), `${JSON.stringify(lastOfEachStep(steps))}\n`);
    await rm(model, { recursive: true, force: true });
    await rename(finished.folder, model);
  }
  for (const file of resumeFiles) await rm(join(model, file), { force: true });
  if (finished.folder !== logs) await rename(join(model, trainerState), join(logs, trainerState));
  await rm(output, { recursive: true, force: true });
}

/** A resumed run logs some steps again: the later entry is used. */
function lastOfEachStep<T extends { step: number }>(steps: T[]): T[] {
  return [...new Map(steps.map((step) => [step.step, step])).values()].sort((a, b) => a.step - b.step);
}
