import { join } from 'node:path';
import { AccError, type Progress, type TrainingRow, writeJsonLines } from '../core/index.js';
import { checkRows } from './check-rows.js';
import { growingLines } from './growing-lines.js';
import { type Answer, completeAnswers, keepAnswers } from './kept-answers.js';
import { noUsage, type ProcessOptions, type ProcessUsage, runPython } from './process.js';
import { type FlagValue, flags } from './settings.js';
import { swiftProgram } from './swift-program.js';
import { watch } from './watch.js';

export interface Generation {
  /** absolute folder of the model, or its name on a hub */
  model: string;
  /** absolute folder of a LoRA adapter on that model, if any */
  adapter?: string;
  /** rows with labels; the model does not see their answers */
  rows: TrainingRow[];
  /** flags of `swift infer` */
  values: Record<string, FlagValue>;
  progress(progress: Progress): void;
}

/** The `swift infer` command with all paths and flags. */
export function generationCommand(
  swift: readonly string[],
  model: { model: string; adapter?: string | undefined },
  rowsFile: string,
  resultFile: string,
  values: Record<string, FlagValue>,
): string[] {
  const weights: Record<string, FlagValue> = {
    model: model.model,
    ...(model.adapter ? { adapters: model.adapter } : {}),
  };
  return [...swift, 'infer', ...flags({ ...weights, val_dataset: rowsFile, result_path: resultFile, ...values })];
}

/**
 * Answers every row with one `swift infer`; complete answers of an earlier attempt are reused, only the other rows are sent.
 * @returns answers in the order of the rows, one per row
 */
export async function generate(
  generation: Generation,
  options: ProcessOptions,
): Promise<ProcessUsage & { command: string[]; answers: Answer[] }> {
  const { rows, values, progress } = generation;
  const rowsFile = join(options.logs, 'rows.jsonl');
  await writeJsonLines(rowsFile, rows);
  await checkRows(rows, rowsFile);
  const resultFile = join(options.logs, 'answers.jsonl');
  const kept = await keepAnswers(options.logs, resultFile, Number(values.max_batch_size ?? 1));
  const done = new Set(kept.map(({ id }) => id));
  const remaining = rows.filter(({ label }) => !done.has(label ?? ''));
  await writeJsonLines(rowsFile, remaining);

  const swift = swiftProgram(options.environment, options.devices);
  const command = generationCommand(swift, generation, rowsFile, resultFile, values);
  const newLines = growingLines(resultFile);
  let answered = kept.length;
  const report = async (): Promise<void> => {
    for await (const _ of newLines()) answered++;
    progress({ done: answered, total: rows.length });
  };
  const run = (signal: AbortSignal): Promise<ProcessUsage> => runPython(command, { ...options, signal });
  const timing = { milliseconds: 1000, signal: options.signal };
  const usage = remaining.length > 0 ? await watch(run, report, timing) : noUsage;
  return {
    ...usage,
    command,
    answers: matchAnswers(rows, [...kept, ...(await completeAnswers(resultFile))], resultFile),
  };
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
