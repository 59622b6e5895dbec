import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, type Progress, type TrainingRow, writeJsonLines } from '../core/index.js';
import { growingLines } from './growing-lines.js';
import { type Answer, completeAnswers, keepAnswers } from './kept-answers.js';
import { weightBytes } from './model/index.js';
import { noUsage, type ProcessOptions, type ProcessUsage, runPython } from './process.js';
import { type FlagValue, flags } from './settings.js';
import { swiftProgram } from './swift-program.js';
import { answeringSettings, settingsNotKnown, type UsedSettings } from './used-settings/index.js';
import { watch } from './watch.js';

export interface Generation {
  /** absolute folder of the model, or its name on a hub */
  model: string;
  /** absolute folder of a LoRA adapter on that model, if any */
  adapter?: string;
  /** rows with labels; the model does not see their answers */
  rows: TrainingRow[];
  /** answers that parts of the work have given already */
  finished?: readonly Answer[];
  /** flags of `swift infer` */
  values: Record<string, FlagValue>;
  progress(progress: Progress): void;
}

/** What the answers of a model took. */
export interface GenerationUsage extends ProcessUsage {
  /** of the last process */
  command: string[];
  /** rows that it answered at once */
  batch: number;
  /** undefined where all answers are of an earlier attempt */
  settings: UsedSettings | undefined;
  answers: Answer[];
}

/** The files in the folder of the logs that `swift infer` reads and writes. */
export const rowsFile: string = 'rows.jsonl';
export const resultFile: string = 'answers.jsonl';

/** The `swift infer` command with all paths and flags. */
export function generationCommand(
  swift: readonly string[],
  model: { model: string; adapter?: string | undefined },
  rows: string,
  results: string,
  values: Record<string, FlagValue>,
): string[] {
  const weights: Record<string, FlagValue> = {
    model: model.model,
    ...(model.adapter ? { adapters: model.adapter } : {}),
  };
  return [...swift, 'infer', ...flags({ ...weights, val_dataset: rows, result_path: results, ...values })];
}

/**
 * Answers the rows that earlier attempts have not answered, with one `swift infer`.
 * @throws AccError 'trainer/settings-differ'; 'trainer/answers-missing', 'trainer/answers-doubled'; what runPython throws
 */
export async function answerRows(generation: Generation, options: ProcessOptions): Promise<GenerationUsage> {
  const { rows, finished = [], values, progress } = generation;
  const { logs, name, environment, devices } = options;
  const batch = batchOf(values);
  const results = join(logs, resultFile);
  const inParts = new Set(finished.map(({ id }) => id));
  const earlier = await keepAnswers(logs, results, batch);
  const kept = [...finished, ...earlier.filter(({ id }) => !inParts.has(id))];
  const done = new Set(kept.map(({ id }) => id));
  const remaining = rows.filter(({ label }) => !done.has(label ?? ''));
  await writeJsonLines(join(logs, rowsFile), remaining);

  const swift = swiftProgram(environment, devices, options.threads);
  const command = generationCommand(swift, generation, join(logs, rowsFile), results, values);
  const logFile = join(logs, `${name}.log`);
  await rm(logFile, { force: true }); // the settings in it are those of an earlier attempt
  const settings = { values, path: options.settings?.path ?? ((flag: string): string => flag) };
  const usedSettings = answeringSettings(logFile, settings);
  const newLines = growingLines(results);
  let answered = kept.length;
  const report = async (): Promise<void> => {
    await usedSettings();
    for await (const _ of newLines()) answered++;
    progress({ done: answered, total: rows.length });
  };
  const process = { ...options, settings, gpuBytes: await weightBytes(generation.model, values) };
  const run = (signal: AbortSignal): Promise<ProcessUsage> => runPython(command, { ...process, signal });
  const timing = { milliseconds: 1000, signal: options.signal };
  const usage = remaining.length > 0 ? await watch(run, report, timing) : noUsage;
  const used = await usedSettings();
  if (!used && remaining.length > 0) throw settingsNotKnown(logFile);
  const answers = matchAnswers(rows, [...kept, ...(await completeAnswers(results))], results);
  return { ...usage, command, batch, settings: used, answers };
}

/**
 * The rows of one of several parts: whole batches, so that every answer is that of the whole, since an answer may depend on how its row is padded.
 * @param index from 1
 */
export function rowsOfPart<T>(rows: readonly T[], values: Record<string, FlagValue>, index: number, of: number): T[] {
  const batch = batchOf(values);
  const batches = Math.ceil(rows.length / batch);
  const start = (part: number): number => Math.floor((part * batches) / of) * batch;
  return rows.slice(start(index - 1), start(index));
}

/** Rows that swift answers at once. */
function batchOf(values: Record<string, FlagValue>): number {
  return Number(values.max_batch_size ?? 1);
}

/**
 * Matches answers to rows by id, one per row.
 * @throws AccError 'trainer/answers-missing' or 'trainer/answers-doubled' with the ids
 */
export function matchAnswers(rows: TrainingRow[], answers: Answer[], file: string): Answer[] {
  const byId = new Map<string, Answer>();
  const duplicates: string[] = [];
  for (const answer of answers) {
    if (byId.has(answer.id)) duplicates.push(answer.id);
    byId.set(answer.id, answer);
  }
  const some = (ids: string[]): string => `${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''}`;
  if (duplicates.length > 0)
    throw new AccError('trainer/answers-doubled', {
      message: `${duplicates.length} rows have duplicate answers: ${some(duplicates)}`,
      file,
    });
  const missing = rows.flatMap(({ label }) => (label !== undefined && byId.has(label) ? [] : [label ?? '(no label)']));
  if (missing.length > 0)
    throw new AccError('trainer/answers-missing', {
      message: `${missing.length} of ${rows.length} rows have no answer: ${some(missing)}`,
      file,
      hint: 'run the same command again: existing answers are reused',
    });
  return rows.map(({ label }) => byId.get(label ?? '') as Answer);
}
