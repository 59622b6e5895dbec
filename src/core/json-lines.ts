import { AccError } from './error.js';
import { readText, writeAtomic } from './files.js';

/** Reads a JSONL file; a line that is not JSON is a named error with its number. Empty lines are skipped. */
export async function readJsonLines<T>(file: string): Promise<T[]> {
  const rows: T[] = [];
  for (const [index, source] of (await readText(file)).split('\n').entries()) {
    if (source.trim() === '') continue;
    try {
      rows.push(JSON.parse(source) as T);
    } catch (cause) {
      const message = `line ${index + 1} is not JSON`;
      throw new AccError('core/json-lines-syntax', {
        message,
        file,
        line: index + 1,
        source: source.slice(0, 120),
        cause,
      });
    }
  }
  return rows;
}

/** Writes one JSON object a line, the whole file or nothing. */
export async function writeJsonLines(file: string, rows: Iterable<unknown>): Promise<void> {
  let text = '';
  for (const row of rows) text += `${JSON.stringify(row)}\n`;
  await writeAtomic(file, text);
}
