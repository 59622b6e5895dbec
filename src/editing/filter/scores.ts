import { AccError, readCsv, readRows, sha256File } from '../../core/index.js';

/** What a model of quality, or people, thought of each pair. */
export interface Scores {
  /** names of the numbers: quality, relevance, … */
  axes: string[];
  /** by pair id, in the order of `axes` */
  values: Map<string, Float64Array>;
  sha256: string;
}

/** Column or member that names the pair. */
const idNames = ['pair', 'id'];

/**
 * Reads scores of editing pairs: CSV (pair, and one column an axis) or JSONL ({"pair": …, "quality": …}). Columns without a number in the first
 * row are passed over; every axis has a number in every row.
 * @throws 'editing/scores' with file and line; 'core/csv-…', 'core/file-missing'
 */
export async function readScores(file: string): Promise<Scores> {
  const scores: Scores = { axes: [], values: new Map(), sha256: '' };
  const wrong = (message: string, line?: number, hint?: string): AccError =>
    new AccError('editing/scores', { message, file, ...(line && { line }), ...(hint && { hint }) });
  for await (const { line, row } of rowsOf(file)) {
    const name = idNames.find((id) => id in row);
    if (name === undefined)
      throw wrong(
        'there is no column "pair"',
        line,
        `it holds the id of a pair; found: ${Object.keys(row).join(', ')}`,
      );
    if (scores.values.size === 0) scores.axes = Object.keys(row).filter((axis) => axis !== name && isNumber(row[axis]));
    if (scores.axes.length === 0) throw wrong('no column holds numbers', line, 'each column of numbers is an axis');
    const id = String(row[name]);
    if (scores.values.has(id)) throw wrong(`the pair ${id} is scored twice`, line);
    const broken = scores.axes.find((axis) => !isNumber(row[axis]));
    if (broken !== undefined) throw wrong(`"${row[broken] ?? ''}" is no number for ${broken}`, line);
    scores.values.set(
      id,
      Float64Array.from(scores.axes, (axis) => Number(row[axis])),
    );
  }
  if (scores.values.size === 0) throw wrong('there are no scores');
  scores.sha256 = await sha256File(file);
  return scores;
}

/** JSONL by its name, else CSV. */
async function* rowsOf(file: string): AsyncGenerator<{ line: number; row: Record<string, unknown> }> {
  if (!file.endsWith('.jsonl')) {
    for (const { line, values } of await readCsv(file, [])) yield { line, row: values };
    return;
  }
  let line = 0;
  for await (const row of readRows<Record<string, unknown>>(file)) yield { line: ++line, row };
}

function isNumber(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
}
