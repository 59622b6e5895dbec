import { isAbsolute, relative, resolve, sep } from 'node:path';
import { AccError, assertUniqueIds, type CsvRecord, textsInCell } from '../core/index.js';
import { sentenceFragment } from './description.js';
import { type BaseClip, type EventClip, eventCategories, type Split, splits } from './types.js';

/** A base clip as read from its row; without a split if there is no such column, or a blank cell. */
export type BaseRow = Omit<BaseClip, 'split'> & { split?: Split };

/** One row of bases.csv; paths become absolute, or '' if audio is not needed. */
export function toBase(root: string, listedIn: string, row: CsvRecord, audio: boolean = true): BaseRow {
  return {
    id: text(listedIn, row, 'id'),
    caption: text(listedIn, row, 'caption'),
    references: referencesOf(listedIn, row),
    file: audio ? inside(root, listedIn, row) : '',
    ...splitOf(listedIn, row),
  };
}

/** One row of events.csv; paths become absolute, the description a sentence fragment. */
export function toEvent(root: string, listedIn: string, row: CsvRecord, audio: boolean = true): EventClip {
  const category = text(listedIn, row, 'category');
  if (!(eventCategories as readonly string[]).includes(category))
    throw new AccError('corpus/unknown-category', {
      message: `"${category}" is not an event category`,
      file: listedIn,
      line: row.line,
      hint: `the categories are ${eventCategories.join(', ')}`,
    });
  return {
    id: text(listedIn, row, 'id'),
    category,
    type: text(listedIn, row, 'type'),
    description: sentenceFragment(text(listedIn, row, 'description')),
    file: audio ? inside(root, listedIn, row) : '',
    ...splitOf(listedIn, row),
  };
}

/** Refuses two rows with one id. */
export function uniqueIds(listedIn: string, rows: readonly CsvRecord[]): void {
  assertUniqueIds(
    rows,
    ({ values }) => values.id!.trim(),
    (id, { line }, first) =>
      new AccError('corpus/duplicate-id', {
        message: `duplicate id "${id}", first in line ${first.line}`,
        file: listedIn,
        line,
      }),
  );
}

function referencesOf(listedIn: string, { line, values }: CsvRecord): string[] {
  const references = textsInCell(values.references ?? '');
  for (const reference of references) assertCharacters(reference, 'a reference', listedIn, line);
  return references;
}

/** Refuses a text with a line break, which would be two captions to the tokenizer, or another control character. */
export function assertCharacters(value: string, what: string, file: string, line: number): void {
  if (!controlCharacter.test(value)) return;
  throw new AccError('corpus/bad-character', {
    message: `${what} contains a line break or another control character`,
    file,
    line,
    source: JSON.stringify(value).slice(0, 120),
    hint: 'replace it with a blank',
  });
}

/** Control characters but the tab, and line breaks of Unicode. */
export const controlCharacter: RegExp = /[^\P{Cc}\t]|[\u2028\u2029]/u;

function text(listedIn: string, { line, values }: CsvRecord, column: string): string {
  const value = (values[column] ?? '').trim();
  if (value === '')
    throw new AccError('corpus/empty-text', { message: `the ${column} is empty`, file: listedIn, line });
  assertCharacters(value, `the ${column}`, listedIn, line);
  return value;
}

/** The split of a row; a blank cell is as good as none. */
function splitOf(listedIn: string, { line, values }: CsvRecord): { split?: Split } {
  const given = (values.split ?? '').trim();
  if (given === '') return {};
  const split = splits.find((name) => name === given);
  if (split) return { split };
  const message = `the split "${given}" is not ${splits.join(', ')}`;
  throw new AccError('corpus/unknown-split', { message, file: listedIn, line });
}

function inside(root: string, listedIn: string, row: CsvRecord): string {
  const path = text(listedIn, row, 'file');
  const file = resolve(root, path);
  const fromRoot = relative(root, file);
  if (isAbsolute(path) || fromRoot === '..' || fromRoot.startsWith(`..${sep}`)) {
    const message = `the path ${path} leads outside the folder of the corpus`;
    throw new AccError('corpus/path-leaves-folder', { message, file: listedIn, line: row.line });
  }
  return file;
}
