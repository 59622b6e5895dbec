import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, type Progress, readJsonLines, type TrainingRow, writeJsonLines } from '../core/index.js';
import { checkRows } from './check-rows.js';
import { type ProcessOptions, type ProcessUsage, runPython } from './process.js';
import { type FlagValue, flags } from './settings.js';
import { watch } from './watch.js';

/** What a model said to one row. */
export interface Answer {
  id: string;
  answer: string;
}

export interface Generation {
  /** absolute folder of the model, or its name on a hub */
  model: string;
  /** absolute folder of a LoRA adapter on that model, if any */
  adapter?: string;
  /** rows with labels; their answers are not shown to the model */
  rows: TrainingRow[];
  /** flags of `swift infer` */
  values: Record<string, FlagValue>;
  progress(progress: Progress): void;
}

/** `swift infer` with every path and flag, as it will run. */
export function generationCommand(
  swift: string,
  model: { model: string; adapter?: string | undefined },
  rowsFile: string,
  resultFile: string,
  values: Record<string, FlagValue>,
): string[] {
  const weights: Record<string, FlagValue> = {
    model: model.model,
    ...(model.adapter ? { adapters: model.adapter } : {}),
  };
  return [swift, 'infer', ...flags({ ...weights, val_dataset: rowsFile, result_path: resultFile, ...values })];
}

/**
 * Answers every row through one `swift infer`; an earlier try's whole rows are kept and only the rest is asked.
 * @returns answers in the order of the rows, one each
 */
export async function generate(
  generation: Generation,
  options: ProcessOptions,
): Promise<ProcessUsage & { command: string[]; answers: Answer[] }> {
  const { rows, values, progress } = generation;
  const rowsFile = join(options.logs, 'rows.jsonl');
  checkRows(rows, rowsFile);
  const keptFile = join(options.logs, 'kept.jsonl');
  const resultFile = join(options.logs, 'answers.jsonl');
  const kept = [
    ...(existsSync(keptFile) ? await readJsonLines<Answer>(keptFile) : []),
    ...(await wholeAnswers(resultFile)),
  ];
  await writeJsonLines(keptFile, kept);
  await writeJsonLines(resultFile, []);
  const done = new Set(kept.map(({ id }) => id));
  const open = rows.filter(({ label }) => !done.has(label ?? ''));
  await writeJsonLines(rowsFile, open);

  const command = generationCommand(options.environment.swift, generation, rowsFile, resultFile, values);
  const look = async (): Promise<void> =>
    progress({ done: kept.length + (await wholeAnswers(resultFile)).length, total: rows.length });
  const usage =
    open.length > 0
      ? await watch(runPython(command, options), look, 1000)
      : { seconds: 0, cpuSeconds: 0, peakMemoryMb: 0 };
  return { ...usage, command, answers: matchAnswers(rows, [...kept, ...(await wholeAnswers(resultFile))], resultFile) };
}

/**
 * One answer for each row, matched by id.
 * @throws AccError 'trainer/answers-missing' or 'trainer/answers-doubled' with the ids
 */
export function matchAnswers(rows: TrainingRow[], answers: Answer[], file: string): Answer[] {
  const byId = new Map<string, Answer>();
  const doubled: string[] = [];
  for (const answer of answers) {
    if (byId.has(answer.id)) doubled.push(answer.id);
    byId.set(answer.id, answer);
  }
  const some = (ids: string[]): string => `${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''}`;
  if (doubled.length > 0)
    throw new AccError('trainer/answers-doubled', {
      message: `${doubled.length} rows were answered twice: ${some(doubled)}`,
      file,
    });
  const missing = rows.flatMap(({ label }) => (label !== undefined && byId.has(label) ? [] : [label ?? '(no label)']));
  if (missing.length > 0)
    throw new AccError('trainer/answers-missing', {
      message: `${missing.length} of ${rows.length} rows have no answer: ${some(missing)}`,
      file,
      hint: 'run the same command again: the answers that are there are kept',
    });
  return rows.map(({ label }) => byId.get(label ?? '') as Answer);
}

/** The whole lines of a result file; the last one may be cut off while swift writes. */
async function wholeAnswers(file: string): Promise<Answer[]> {
  if (!existsSync(file)) return [];
  const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  return lines.filter(Boolean).map((line) => {
    const { label, response } = JSON.parse(line) as { label: string; response: string };
    return { id: label, answer: response };
  });
}
