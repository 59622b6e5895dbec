import { AccError, otherDelimiter, readCsv, readNumberedRows, sha256File } from '../../core/index.js';

/** What a model of quality, or people, thought of each pair. */
export interface Scores {
  file: string;
  sha256: string;
  /** names of the numbers: quality, relevance, … */
  axes: string[];
  /** by pair id, which row of the file it is, from 0 on */
  rows: Map<string, number>;
  /** the line that each row stands on */
  lines: number[];
  /** row by row, in the order of `axes` */
  values: Float64Array;
}

/** Column or member that names the pair. */
const idNames = ['pair', 'id'];

/**
 * Reads scores of editing pairs: CSV (pair, and one column an axis) or JSONL ({"pair": …, "quality": …}). A column without any number is passed
 * over; one that has a number somewhere is an axis and has one everywhere, so that no axis is lost for a first row that says "n/a".
 * @throws 'pair-set/scores' with file and line; 'core/csv-…', 'core/json-lines-syntax', 'core/file-missing'
 */
export async function readScores(file: string): Promise<Scores> {
  const wrong: Complaint = (message, line, hint) =>
    new AccError('pair-set/scores', { message, file, ...(line && { line }), ...(hint && { hint }) });
  const rows = new Map<string, number>();
  const lines: number[] = [];
  const cells: number[] = [];
  let columns: Column[] | undefined;
  for await (const { line, row } of rowsOf(file, wrong)) {
    columns ??= Object.keys(row).flatMap((name) => (idNames.includes(name) ? [] : [{ name }]));
    const id = pairOf(row, line, wrong);
    const before = rows.get(id);
    if (before !== undefined) throw wrong(`duplicate score of the pair ${id}`, line, `first in line ${lines[before]}`);
    assertKnownAxis(row, columns, line, wrong);
    rows.set(id, lines.push(line) - 1);
    for (const column of columns) cells.push(noted(column, row[column.name], line));
  }
  if (columns === undefined) throw wrong('there are no scores');
  const axes = columns.flatMap((column, index) => (column.number === undefined ? [] : [{ ...column, index }]));
  if (axes.length === 0) throw wrong('no column holds numbers', 1, 'each column of numbers is an axis, e.g. quality');
  for (const { name, number, other } of axes)
    if (other)
      throw wrong(
        `"${other.text}" is no number for ${name}`,
        other.line,
        `line ${number} has one there; a column of notes has none at all`,
      );
  const width = columns.length;
  const values = new Float64Array(lines.length * axes.length);
  for (let at = 0, row = 0; row < lines.length; row++)
    for (const { index } of axes) values[at++] = cells[row * width + index]!;
  return { file, sha256: await sha256File(file), axes: axes.map(({ name }) => name), rows, lines, values };
}

type Complaint = (message: string, line?: number, hint?: string) => AccError;
type Row = Record<string, unknown>;

/** A column, the first line with a number in it, and the first with something else. */
interface Column {
  name: string;
  number?: number;
  other?: { line: number; text: string };
}

/** JSONL by its name, else CSV. */
async function* rowsOf(file: string, wrong: Complaint): AsyncGenerator<{ line: number; row: Row }> {
  if (!/\.(jsonl|ndjson|json)$/i.test(file)) {
    const records = await readCsv(file, []);
    const header = Object.keys(records[0]?.values ?? {});
    if (records.length > 0 && !idNames.some((name) => header.includes(name))) throw noPair(header, 1, wrong);
    for (const { line, values } of records) yield { line, row: values };
    return;
  }
  for await (const { line, row } of readNumberedRows<Row>(file)) {
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      throw wrong('this is no object', line, 'one a line: {"pair": "…", "quality": 3.5}');
    yield { line, row };
  }
}

function pairOf(row: Row, line: number, wrong: Complaint): string {
  const name = idNames.find((id) => id in row);
  if (name === undefined) throw noPair(Object.keys(row), line, wrong);
  const id = row[name];
  if ((typeof id === 'string' && id !== '') || typeof id === 'number') return String(id);
  throw wrong(`"${name}" is empty`, line, 'it holds the id of a pair, as pairs.jsonl has it');
}

function noPair(found: string[], line: number, wrong: Complaint): AccError {
  const hint = `it holds the id of a pair, as pairs.jsonl has it; found: ${found.join(', ')}`;
  return wrong('there is no column "pair"', line, otherDelimiter(found) ?? hint);
}

/** The rows of JSONL may differ. */
function assertKnownAxis(row: Row, columns: readonly Column[], line: number, wrong: Complaint): void {
  for (const name in row)
    if (!idNames.includes(name) && isNumber(row[name]) && !columns.some((column) => column.name === name))
      throw wrong(`"${name}" is not in the first row`, line, 'every axis has a number in every row');
}

function noted(column: Column, value: unknown, line: number): number {
  if (isNumber(value)) {
    column.number ??= line;
    return Number(value);
  }
  column.other ??= { line, text: String(value ?? '') };
  return Number.NaN;
}

function isNumber(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
}
