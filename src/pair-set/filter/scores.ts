import { AccError, otherDelimiter, readCsv, readNumberedRows, sha256File } from '../../core/index.js';

/** Scores of editing pairs, from a quality model or from people. */
export interface Scores {
  file: string;
  sha256: string;
  /** names of the numbers: quality, relevance, … */
  axes: string[];
  /** row number by pair id, from 0 */
  rows: Map<string, number>;
  /** the line number of each row */
  lines: number[];
  /** row by row, in the order of `axes` */
  values: Float64Array;
}

/** Column or member that names the pair. */
const idNames = ['pair', 'id'];

/**
 * Reads scores of editing pairs: CSV (pair, and one column per axis) or JSONL ({"pair": …, "quality": …}). A column
 * without any number is ignored; one with a number in some row is an axis and needs one in every row, so that "n/a" in
 * the first row does not hide an axis.
 * @throws 'pair-set/scores' with file and line; 'core/csv-…', 'core/json-lines-syntax', 'core/file-missing'
 */
export async function readScores(file: string): Promise<Scores> {
  const wrong: ScoresError = (message, line, hint) =>
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
    for (const column of columns) cells.push(recorded(column, row[column.name], line));
  }
  if (columns === undefined) throw wrong('the file contains no scores');
  const axes = columns.flatMap((column, index) => (column.number === undefined ? [] : [{ ...column, index }]));
  if (axes.length === 0)
    throw wrong('no column contains numbers', 1, 'each column of numbers is an axis, e.g. quality');
  for (const { name, number, other } of axes)
    if (other)
      throw wrong(
        `"${other.text}" is not a number for ${name}`,
        other.line,
        `line ${number} has a number in this column; a column of notes must not contain any`,
      );
  const width = columns.length;
  const values = new Float64Array(lines.length * axes.length);
  for (let at = 0, row = 0; row < lines.length; row++)
    for (const { index } of axes) values[at++] = cells[row * width + index]!;
  return { file, sha256: await sha256File(file), axes: axes.map(({ name }) => name), rows, lines, values };
}

type ScoresError = (message: string, line?: number, hint?: string) => AccError;
type Row = Record<string, unknown>;

/** A column, the first line with a number in it, and the first with something else. */
interface Column {
  name: string;
  number?: number;
  other?: { line: number; text: string };
}

/** JSONL by its name, else CSV. */
async function* rowsOf(file: string, wrong: ScoresError): AsyncGenerator<{ line: number; row: Row }> {
  if (!/\.(jsonl|ndjson|json)$/i.test(file)) {
    const records = await readCsv(file, []);
    const header = Object.keys(records[0]?.values ?? {});
    if (records.length > 0 && !idNames.some((name) => header.includes(name))) throw noPair(header, 1, wrong);
    for (const { line, values } of records) yield { line, row: values };
    return;
  }
  for await (const { line, row } of readNumberedRows<Row>(file)) {
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      throw wrong(`line ${line} is not an object`, line, 'one per line: {"pair": "…", "quality": 3.5}');
    yield { line, row };
  }
}

function pairOf(row: Row, line: number, wrong: ScoresError): string {
  const name = idNames.find((id) => id in row);
  if (name === undefined) throw noPair(Object.keys(row), line, wrong);
  const id = row[name];
  const text = typeof id === 'string' || typeof id === 'number' ? String(id).trim() : '';
  if (text !== '') return text;
  throw wrong(`"${name}" is empty`, line, 'it must be the id of a pair in pairs.jsonl');
}

function noPair(found: string[], line: number, wrong: ScoresError): AccError {
  const hint = `it has the ids of pairs in pairs.jsonl; found: ${found.join(', ')}`;
  return wrong('column "pair" is missing', line, otherDelimiter(found) ?? hint);
}

/** The rows of JSONL may differ. */
function assertKnownAxis(row: Row, columns: readonly Column[], line: number, wrong: ScoresError): void {
  for (const name in row)
    if (!idNames.includes(name) && isNumber(row[name]) && !columns.some((column) => column.name === name))
      throw wrong(`"${name}" is not in the first row`, line, 'every axis needs a number in every row');
}

function recorded(column: Column, value: unknown, line: number): number {
  if (isNumber(value)) {
    column.number ??= line;
    return Number(value);
  }
  column.other ??= { line, text: String(value ?? '') };
  return Number.NaN;
}

/** A finite decimal number; JavaScript would also read "0x10" and "0b1". */
function isNumber(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && decimal.test(value.trim()) && Number.isFinite(Number(value));
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
