import { parse } from 'csv-parse/sync';
import { AccError } from './error.js';
import { readText } from './files.js';

/** One record of a CSV file with the line it starts on (the header is line 1). */
export interface CsvRecord {
  line: number;
  values: Record<string, string>;
}

/**
 * Reads a CSV file with a header line.
 * @param required columns that must be there; a missing one is 'core/csv-syntax' at line 1
 */
export async function readCsv(file: string, required: readonly string[]): Promise<CsvRecord[]> {
  const text = await readText(file);
  const header = text.split(/\r?\n/, 1)[0] ?? '';
  let rows: { record: Record<string, string>; info: { lines: number }; raw: string }[];
  try {
    rows = parse(text, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      info: true,
      raw: true,
    }) as unknown as typeof rows;
  } catch (cause) {
    const { lines, message } = cause as { lines?: number; message: string };
    throw new AccError('core/csv-syntax', { message, file, ...(lines ? { line: lines } : {}), cause });
  }
  const found = header.replace(/^\uFEFF/, '').split(',');
  for (const column of required) {
    if (found.includes(column)) continue;
    const message = `column "${column}" is missing`;
    throw new AccError('core/csv-syntax', {
      message,
      file,
      line: 1,
      source: header,
      hint: `found: ${found.join(', ')}`,
    });
  }
  return rows.map(({ record, info, raw }) => ({ line: info.lines - breaksInside(raw), values: record }));
}

/** csv-parse counts the line on which a record ends; quoted line breaks stand before it. */
function breaksInside(raw: string): number {
  return raw.trim().split('\n').length - 1;
}
