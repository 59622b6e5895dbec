import { extname } from 'node:path';
import { AccError, elementLines, parseJson, readCsv, readText } from '../../core/index.js';

/** One entry of a file of captions: a row of a CSV, a line of JSONL, an element of a JSON list. */
export interface TextRecord {
  values: Record<string, unknown>;
  format: TextFormat;
  /** line in the file that it begins on */
  line: number;
  /** 'line 3' or 'entry 3', for messages */
  place: string;
}

export const formats = ['csv', 'json', 'jsonl'] as const;
export type TextFormat = (typeof formats)[number];

/**
 * Reads the entries of a file.
 * @param format default: from the extension of the file
 * @throws AccError core/file-missing, core/not-utf8, core/csv-syntax, core/json-lines-syntax, captioning/format, captioning/bad-item
 */
export async function readRecords(file: string, format: TextFormat = formatOf(file)): Promise<TextRecord[]> {
  if (format === 'csv')
    return (await readCsv(file, [])).map(({ line, values }) => ({ values, format, line, place: `line ${line}` }));
  return format === 'json' ? jsonRecords(file, await readText(file)) : lineRecords(file, await readText(file));
}

function formatOf(file: string): TextFormat {
  const ending = extname(file).slice(1).toLowerCase();
  if (ending === 'ndjson') return 'jsonl';
  if ((formats as readonly string[]).includes(ending)) return ending as TextFormat;
  throw new AccError('captioning/format', {
    message: `the format of ${file} cannot be determined from its name`,
    file,
    hint: `use --format  ${formats.join('|')}`,
  });
}

function lineRecords(file: string, text: string): TextRecord[] {
  return withoutMark(text)
    .split('\n')
    .flatMap((source, index) => {
      if (source.trim() === '') return [];
      const line = index + 1;
      const place = `line ${line}`;
      try {
        return [{ values: objectIn(JSON.parse(source), file, place, line), format: 'jsonl', line, place }];
      } catch (cause) {
        if (cause instanceof AccError) throw cause;
        throw new AccError('core/json-lines-syntax', {
          message: `${place} is not JSON`,
          file,
          line,
          source: source.slice(0, 120),
          hint: source.trim().startsWith('[') ? 'for a JSON list use --format json' : undefined,
          cause,
        });
      }
    });
}

function jsonRecords(file: string, text: string): TextRecord[] {
  const value = text.trim() === '' ? [] : parseJson(text, file, 'captioning/format');
  if (!Array.isArray(value))
    throw new AccError('captioning/format', {
      message: 'the file does not contain a list of captions',
      file,
      hint: example,
    });
  const lines = elementLines(text);
  return value.map((entry: unknown, index) => {
    const [line, place] = [lines[index]!, `entry ${index + 1}`];
    return { values: objectIn(entry, file, place, line), format: 'json', line, place };
  });
}

const example = 'e.g. [{"id": "a", "candidate": "a dog barks", "references": ["a dog is barking"]}]';

function objectIn(value: unknown, file: string, place: string, line: number): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new AccError('captioning/bad-item', { message: `${place} is not an object`, file, line, hint: example });
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
