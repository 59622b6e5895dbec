import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileError } from './file-error.js';
import { parseRow } from './json-lines.js';

/**
 * Reads a JSONL file of any length row by row; a line that is not JSON is a named error with its number. Empty lines are skipped.
 * @param bytes to read from the start of the file, up to the end of a line; by default all
 */
export async function* readRows<T>(file: string, bytes: number = Number.POSITIVE_INFINITY): AsyncGenerator<T> {
  for await (const { row } of readNumberedRows<T>(file, bytes)) yield row;
}

/** The same with the line number of each row, from 1. */
export async function* readNumberedRows<T>(
  file: string,
  bytes: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<{ line: number; row: T }> {
  if (bytes === 0) return;
  const stream = createReadStream(file, { highWaterMark: 1 << 18, end: bytes - 1 });
  let line = 0;
  try {
    for await (const source of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++;
      if (source.trim() !== '') yield { line, row: parseRow<T>(source, file, line) };
    }
  } catch (error) {
    throw fileError(error, file);
  } finally {
    stream.destroy();
  }
}
