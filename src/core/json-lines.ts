import { AccError } from './error.js';
import { readText, writeAtomic } from './files.js';

/** Reads a JSONL file; a line that is not JSON is a named error with its number. Empty lines are skipped. */
export async function readJsonLines<T>(file: string): Promise<T[]> {
  const rows: T[] = [];
  for (const [index, source] of (await readText(file)).split('\n').entries()) {
    if (source.trim() !== '') rows.push(parseRow<T>(source, file, index + 1));
  }
  return rows;
}

/** A line as JSON; the first may begin with a byte order mark. @throws 'core/json-lines-syntax' for a line that is not JSON */
export function parseRow<T>(source: string, file: string, line: number): T {
  try {
    return JSON.parse(line === 1 ? source.replace(/^\uFEFF/, '') : source) as T;
  } catch (cause) {
    const facts = { message: `line ${line} is not JSON`, file, line, source: source.slice(0, 120) };
    throw new AccError('core/json-lines-syntax', { ...facts, cause });
  }
}

/** Writes one JSON object per line, the whole file or nothing. */
export async function writeJsonLines(file: string, rows: Iterable<unknown>): Promise<void> {
  await writeAtomic(file, jsonLines(rows));
}

/** The text of a JSONL file with one value per line. */
export function jsonLines(rows: Iterable<unknown>): string {
  let text = '';
  for (const row of rows) text += `${JSON.stringify(row)}\n`;
  return text;
}
