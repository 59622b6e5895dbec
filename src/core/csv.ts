import { stat } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { AccError } from './error.js';
import { decodeUtf8, fileError, readBytes } from './files.js';

/** One record of a CSV file with the line it starts on (the header is line 1). */
export interface CsvRecord {
  line: number;
  values: Record<string, string>;
}

/** How a table that others published is written, where it is not a CSV of UTF-8. */
export interface CsvForm {
  encoding?: 'utf8' | 'latin1';
  delimiter?: ',' | ';';
  /** a quote inside a text that is not in quotes is a character like any other */
  relaxQuotes?: boolean;
}

/**
 * Reads a CSV file with a header line: commas between columns, double quotes around texts with a comma. A cell is text and
 * stays text.
 * @param required columns that must be there
 * @throws AccError 'core/csv-syntax' with the line: a column that is missing or stands twice, a row of another length, a quote
 * that is not closed; 'core/csv-too-long' for a file that is no list of clips: it is not read
 */
export async function readCsv(
  file: string,
  required: readonly string[],
  { encoding = 'utf8', delimiter = ',', relaxQuotes = false }: CsvForm = {},
): Promise<CsvRecord[]> {
  const text = await boundedText(file, encoding);
  const source = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/, 1)[0]!;
  let header: string[] = [];
  let records: CsvRecord[];
  try {
    records = parse(text, {
      columns: (names: string[]) => {
        header = names;
        return names;
      },
      bom: true,
      delimiter,
      relax_quotes: relaxQuotes,
      skip_empty_lines: true,
      info: true,
      raw: true,
      // at once: what is told beside each row of a long file would fill the memory
      on_record: ({ record, info, raw }: Row): CsvRecord => ({
        line: info.lines - breaksInside(raw),
        values: record,
      }),
    }) as unknown as CsvRecord[];
  } catch (cause) {
    const { lines, message, code } = cause as { lines?: number; message: string; code?: string };
    const hint = otherDelimiter(header) ?? (code ? remedies[code] : undefined);
    throw new AccError('core/csv-syntax', {
      message,
      file,
      ...(lines && { line: lines }),
      ...(hint && { hint }),
      cause,
    });
  }
  const wrong = (message: string): AccError =>
    new AccError('core/csv-syntax', { message, file, line: 1, source, hint: `found: ${header.join(', ')}` });
  const missing = required.find((column) => !header.includes(column));
  if (missing !== undefined) throw wrong(`column "${missing}" is missing`);
  const twice = header.find((column, index) => header.indexOf(column) < index);
  if (twice !== undefined) throw wrong(`column "${twice}" stands twice`);
  return records;
}

/** As csv-parse gives a record with `info` and `raw`. */
interface Row {
  record: Record<string, string>;
  info: { lines: number };
  raw: string;
}

/** AudioCaps has 100,000 rows; all are held in memory. */
const mostLines = 1_000_000;
const mostBytes = 400 * 2 ** 20;

/** The whole text; in ISO-8859-1 every byte is a character. */
async function boundedText(file: string, encoding: CsvForm['encoding']): Promise<string> {
  const tooLong = (what: string, line?: number): AccError =>
    new AccError('core/csv-too-long', {
      message: `${file} has ${what}`,
      file,
      ...(line && { line }),
      hint: 'give the rows that are needed alone, e.g. head -n 100000',
    });
  const { size } = await stat(file).catch((error: unknown) => {
    throw fileError(error, file);
  });
  if (size > mostBytes) throw tooLong(`${(size / 2 ** 20).toFixed(0)} MB, more than ${mostBytes / 2 ** 20}`);
  const bytes = await readBytes(file);
  let at = -1;
  for (let line = 1; ; line++) {
    at = bytes.indexOf(10, at + 1);
    if (at < 0) return encoding === 'latin1' ? bytes.toString('latin1') : decodeUtf8(bytes, file);
    if (line > mostLines) throw tooLong(`more than ${mostLines.toLocaleString('en-US')} lines`, line);
  }
}

const remedies: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_COLUMNS: 'a text with a comma in it stands in double quotes: "a dog barks, then howls"',
  CSV_QUOTE_NOT_CLOSED: 'a double quote opens a text and is never closed; one inside a text is written twice: ""',
};

/** What to say of a header that was not split; undefined where it was. */
export function otherDelimiter(header: readonly string[]): string | undefined {
  const [only] = header;
  if (header.length !== 1 || !/[;\t|]/.test(only!)) return undefined;
  return `the columns must be separated by commas; found: ${only}`;
}

/** csv-parse counts the line on which a record ends; quoted line breaks stand before it. */
function breaksInside(raw: string): number {
  return raw.trim().split('\n').length - 1;
}
