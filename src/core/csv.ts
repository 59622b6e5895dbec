import { stat } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { AccError } from './error.js';
import { fileError, readBytes, requireUtf8 } from './files.js';

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

/** What is kept of a record; nothing where it is undefined. */
type Keep<T> = (record: CsvRecord) => T | undefined;

/**
 * Reads a CSV file with a header line: commas between columns, double quotes around texts with a comma. A cell is text and
 * stays text.
 * @param required columns that must be there
 * @param keep makes of each record, as soon as it is read, what is kept of a long file; by default the record
 * @throws AccError 'core/csv-syntax' with the line: a column that is missing or stands twice, a row of another length, a quote
 * that is not closed; 'core/csv-too-long' for a file that is no list of clips: it is not read; what `keep` throws
 */
export async function readCsv(file: string, required: readonly string[], form?: CsvForm): Promise<CsvRecord[]>;
export async function readCsv<T>(file: string, required: readonly string[], form: CsvForm, keep: Keep<T>): Promise<T[]>;
export async function readCsv(
  file: string,
  required: readonly string[],
  { encoding = 'utf8', delimiter = ',', relaxQuotes = false }: CsvForm = {},
  keep: Keep<unknown> = (record) => record,
): Promise<unknown[]> {
  const bytes = await boundedBytes(file);
  if (encoding === 'utf8') requireUtf8(bytes, file);
  let header: string[] = [];
  let wrong: string | undefined;
  let ended = 0; // the line on which the record before ended, without empty lines
  let rows: unknown[];
  try {
    rows = parse(bytes, {
      columns: (names: string[]) => {
        header = names;
        wrong = headerFault(names, required);
        ended = 1 + breaksInside(names);
        return names;
      },
      bom: encoding === 'utf8',
      encoding,
      delimiter,
      relax_quotes: relaxQuotes,
      skip_empty_lines: true,
      on_record: (values: CsvRecord['values'], { empty_lines: empty }: { empty_lines: number }) => {
        const line = ended + 1 + empty;
        ended = line + breaksInside(Object.values(values)) - empty;
        return wrong === undefined ? keep({ line, values }) : undefined;
      },
    });
  } catch (cause) {
    throw syntaxError(cause as Error, file, header);
  }
  wrong ??= headerFault(header, required);
  if (wrong === undefined) return rows;
  const source = firstLine(bytes, encoding);
  throw new AccError('core/csv-syntax', {
    message: wrong,
    file,
    line: 1,
    source,
    hint: `found: ${header.join(', ')}`,
  });
}

/** AudioCaps has 100,000 rows; all are held in memory. */
const mostLines = 1_000_000;
const mostBytes = 400 * 2 ** 20;

async function boundedBytes(file: string): Promise<Buffer> {
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
    if (at < 0) return bytes;
    if (line > mostLines) throw tooLong(`more than ${mostLines.toLocaleString('en-US')} lines`, line);
  }
}

function headerFault(header: readonly string[], required: readonly string[]): string | undefined {
  const missing = required.find((column) => !header.includes(column));
  if (missing !== undefined) return `column "${missing}" is missing`;
  const twice = header.find((column, index) => header.indexOf(column) < index);
  return twice === undefined ? undefined : `column "${twice}" stands twice`;
}

/** What csv-parse says, or `keep`. */
function syntaxError(cause: Error & { lines?: number; code?: string }, file: string, header: string[]): AccError {
  if (cause instanceof AccError) return cause;
  const { lines, message, code } = cause;
  const hint = otherDelimiter(header) ?? (code ? remedies[code] : undefined);
  return new AccError('core/csv-syntax', {
    message,
    file,
    ...(lines && { line: lines }),
    ...(hint && { hint }),
    cause,
  });
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

/** Line breaks in quoted texts; csv-parse, which counts lines too, takes a Windows one for two. */
function breaksInside(texts: readonly string[]): number {
  let breaks = 0;
  for (const text of texts) if (/[\n\r]/.test(text)) breaks += text.split(/\r\n|\n|\r/).length - 1;
  return breaks;
}

function firstLine(bytes: Buffer, encoding: BufferEncoding): string {
  const end = bytes.indexOf(10);
  const text = bytes.subarray(0, end < 0 ? bytes.length : end).toString(encoding);
  return text.replace(/^\uFEFF/, '').split('\r', 1)[0]!;
}
