import { stat } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { AccError } from './error.js';
import { fileError } from './file-error.js';
import { readBytes, requireUtf8 } from './files.js';

/** One record of a CSV file with the line it starts on (the header is line 1). */
export interface CsvRecord {
  line: number;
  values: Record<string, string>;
}

/** The format of a published table that is not comma-separated UTF-8. */
export interface CsvForm {
  encoding?: 'utf8' | 'latin1';
  delimiter?: ',' | ';';
  /** a quote inside an unquoted text is an ordinary character */
  relaxQuotes?: boolean;
}

/** What is kept of a record; undefined drops it. */
type Keep<T> = (record: CsvRecord) => T | undefined;

/**
 * Reads a CSV file with a header line: commas between columns, double quotes around texts with a comma. Cells are not
 * converted: they stay text. Blanks around the name of a column do not count.
 * @param required columns that must exist
 * @param keep maps each record as soon as it is read, so that a long file need not stay in memory; by default the
 * record itself
 * @throws AccError 'core/csv-syntax' with the line: a missing or duplicate column, a row of another length, an unclosed
 * quote; 'core/csv-too-long' for a file too long to be a list of clips, which is not read; what `keep` throws
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
  let ended = 0; // the last line of the previous record, without empty lines
  let rows: unknown[];
  try {
    rows = parse(bytes, {
      columns: (cells: string[]) => {
        const names = cells.map((name) => name.trim());
        header = names;
        wrong = headerFault(names, required);
        ended = 1 + breaksInside(cells);
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
    hint: otherDelimiter(header) ?? `found: ${header.join(', ')}`,
  });
}

/** AudioCaps has 100,000 rows; all are kept in memory. */
const maximumLines = 1_000_000;
const maximumBytes = 400 * 2 ** 20;

async function boundedBytes(file: string): Promise<Buffer> {
  const tooLong = (what: string, line?: number): AccError =>
    new AccError('core/csv-too-long', {
      message: `${file} has ${what}`,
      file,
      ...(line && { line }),
      hint: 'keep only the rows that are needed, e.g. with head -n 100000',
    });
  const { size } = await stat(file).catch((error: unknown) => {
    throw fileError(error, file);
  });
  if (size > maximumBytes) throw tooLong(`${(size / 2 ** 20).toFixed(0)} MB, more than ${maximumBytes / 2 ** 20}`);
  const bytes = await readBytes(file);
  let at = -1;
  for (let line = 1; ; line++) {
    at = bytes.indexOf(10, at + 1);
    if (at < 0) return bytes;
    if (line > maximumLines) throw tooLong(`more than ${maximumLines.toLocaleString('en-US')} lines`, line);
  }
}

function headerFault(header: readonly string[], required: readonly string[]): string | undefined {
  const missing = required.find((column) => !header.includes(column));
  if (missing !== undefined) return `column "${missing}" is missing`;
  const duplicate = header.find((column, index) => header.indexOf(column) < index);
  return duplicate === undefined ? undefined : `duplicate column "${duplicate}"`;
}

/** The error of csv-parse, or that of `keep` unchanged. */
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
  CSV_RECORD_INCONSISTENT_COLUMNS: 'put a text that contains a comma in double quotes: "a dog barks, then howls"',
  INVALID_OPENING_QUOTE: 'remove the blanks before a quoted text: "…","…"; write a quote inside a text as ""',
  CSV_QUOTE_NOT_CLOSED: 'a double quote is never closed; write a quote inside a text as ""',
};

/** The hint for a header that was not split; undefined if it was. */
export function otherDelimiter(header: readonly string[]): string | undefined {
  const [only] = header;
  if (header.length !== 1 || !/[;\t|]/.test(only!)) return undefined;
  return `the columns must be separated by commas; found: ${only}`;
}

/** Line breaks in quoted texts; csv-parse counts a Windows line break as two. */
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
