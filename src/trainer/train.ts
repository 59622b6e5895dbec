import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, type Progress, type TrainingRow, writeAtomic, writeJsonLines } from '../core/index.js';
import { checkRows } from './check-rows.js';
import { type ProcessOptions, type ProcessUsage, runPython } from './process.js';
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

/** Files of a checkpoint that are needed only to resume training. */
const resumeFiles = ['optimizer.pt', 'scheduler.pt', 'rng_state.pth', 'trainer_state.json', 'training_args.bin'];

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
 * Trains with `swift sft`, resuming from the last complete checkpoint of an earlier attempt, if any.
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
  const checkpoint = await lastCheckpoint(output);
  const logFile = join(output, 'logging.jsonl');
  const swift = swiftProgram(options.environment, options.devices);
  const command = trainingCommand(swift, model, rowsFile, output, {
    ...values,
    ...(checkpoint ? { resume_from_checkpoint: checkpoint } : {}),
  });
  const report = async (): Promise<void> => {
    const { progress: at } = await readTrainingLog(logFile);
    if (at) progress(at);
  };
  const usage = await watch(runPython(command, options), report, 1000);

  const { steps } = await readTrainingLog(logFile);
  const finished = await lastCheckpoint(output);
  const state =
    finished &&
    (JSON.parse(await readFile(join(finished, 'trainer_state.json'), 'utf8')) as {
      global_step: number;
      max_steps: number;
    });
  if (!finished || !state || state.global_step !== state.max_steps)
    throw new AccError('trainer/not-finished', {
      message: `swift exited before its last step (${state ? `${state.global_step} of ${state.max_steps}` : 'no checkpoint'})`,
      file: join(options.logs, `${options.name}.log`),
      hint: 'run the same command again: training resumes from the last checkpoint',
    });
  for (const file of resumeFiles) await rm(join(finished, file), { force: true });
  await rm(join(folder, 'model'), { recursive: true, force: true });
  await rename(finished, join(folder, 'model'));
  await writeAtomic(join(folder, 'steps.json'), `${JSON.stringify(lastOfEachStep(steps))}\n`);
  await rm(output, { recursive: true });
  return { ...usage, command, steps: state.max_steps };
}

/** The latest checkpoint that training can resume from; incomplete ones have no trainer state yet. */
async function lastCheckpoint(output: string): Promise<string | undefined> {
  if (!existsSync(output)) return undefined;
  const steps = (await readdir(output, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && /^checkpoint-\d+$/.test(entry.name))
    .map(({ name }) => Number(name.split('-')[1]))
    .sort((a, b) => b - a);
  const complete = steps.find((step) => existsSync(join(output, `checkpoint-${step}`, 'trainer_state.json')));
  return complete === undefined ? undefined : join(output, `checkpoint-${complete}`);
}

/** A resumed run logs some steps again: the later entry is used. */
function lastOfEachStep<T extends { step: number }>(steps: T[]): T[] {
  return [...new Map(steps.map((step) => [step.step, step])).values()].sort((a, b) => a.step - b.step);
}
