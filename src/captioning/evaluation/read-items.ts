import { AccError } from '../../core/index.js';
import type { ScoredItem } from '../item.js';
import { readRecords, type TextFormat, type TextRecord } from './records.js';

/** What a file of captions is read as, where its name or its columns do not say it. */
export interface ReadOptions {
  format?: TextFormat;
  /** column or member with the id of the clip */
  idColumn?: string;
}

/** A candidate with the place that it was read from. */
export interface Candidate {
  id: string;
  candidate: string;
}

export interface References {
  id: string;
  references: string[];
}

/** Names that a column may have, the first one found counts; aac-metrics, Clotho and AudioCaps use these. */
const idColumns = ['id', 'file_name', 'fname', 'audiocap_id', 'youtube_id'];
const candidateColumns = ['candidate', 'caption_predicted', 'preds', 'cands', 'caption'];
const referenceLists = ['references', 'mult_references', 'captions', 'mrefs'];
const referenceColumn = /^(?:caption|reference)(?:_\d+)?$/;

/**
 * Reads items {id, candidate, references} from one file.
 * @throws AccError as `readRecords`, and captioning/bad-item, captioning/no-references, captioning/line-break,
 * captioning/bad-character, captioning/list-cell, captioning/duplicate-id, captioning/too-few-items; each with its line
 */
export async function readItems(file: string, options: ReadOptions = {}): Promise<ScoredItem[]> {
  const records = await notEmpty(file, options);
  const items = records.map((record) => {
    const id = idOf(record, file, options);
    const candidate = textOf(record, candidateColumns, file);
    const references = referencesOf(record, file);
    if (references.length === 0) throw noReferences(id, file, record);
    return { id, candidate, references };
  });
  refuseTwins(items, records, file);
  return items;
}

/** Reads candidates {id, candidate}, one an id. Errors as `readItems`. */
export async function readCandidates(file: string, options: ReadOptions = {}): Promise<Candidate[]> {
  const records = await notEmpty(file, options);
  const candidates = records.map((record) => ({
    id: idOf(record, file, options),
    candidate: textOf(record, candidateColumns, file),
  }));
  refuseTwins(candidates, records, file);
  return candidates;
}

/** Reads references: a list, columns caption_1 to caption_n, or a row for each caption of an id. Errors as `readItems`. */
export async function readReferences(file: string, options: ReadOptions = {}): Promise<References[]> {
  const byId = new Map<string, string[]>();
  for (const record of await notEmpty(file, options)) {
    const id = idOf(record, file, options);
    const references = referencesOf(record, file);
    if (references.length === 0) throw noReferences(id, file, record);
    byId.set(id, [...(byId.get(id) ?? []), ...references]);
  }
  return [...byId].map(([id, references]) => ({ id, references }));
}

/**
 * Joins candidates with their references, in the order of the candidates.
 * @throws AccError captioning/different-ids where an id stands on one side only
 */
export function joinItems(candidates: readonly Candidate[], references: readonly References[]): ScoredItem[] {
  const byId = new Map(references.map((entry) => [entry.id, entry.references]));
  const ids = new Set(candidates.map(({ id }) => id));
  refuseDifferent(
    candidates.filter(({ id }) => !byId.has(id)).map(({ id }) => id),
    references.filter(({ id }) => !ids.has(id)).map(({ id }) => id),
    ['no references', 'no candidate'],
  );
  return candidates.map(({ id, candidate }) => ({ id, candidate, references: byId.get(id)! }));
}

/** Refuses two lists of ids that are not of the same items; `faults` say what the ids of each list lack. */
export function refuseDifferent(
  onlyFirst: readonly string[],
  onlySecond: readonly string[],
  faults: readonly [string, string],
): void {
  const said = [onlyFirst, onlySecond].flatMap((ids, side) =>
    ids.length === 0
      ? []
      : [`${ids.length} with ${faults[side]} (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''})`],
  );
  if (said.length === 0) return;
  throw new AccError('captioning/different-ids', {
    message: `the two files are not of the same items: ${said.join('; ')}`,
    hint: 'every item needs an entry in both: scores depend on the whole set',
    details: { onlyFirst, onlySecond },
  });
}

async function notEmpty(file: string, { format }: ReadOptions): Promise<TextRecord[]> {
  const records = await readRecords(file, format);
  if (records.length > 0) return records;
  throw new AccError('captioning/too-few-items', { message: 'there are no captions to score', file });
}

function idOf({ values, line, place }: TextRecord, file: string, { idColumn }: ReadOptions): string {
  const name = idColumn ?? idColumns.find((column) => column in values);
  const value = name === undefined ? undefined : values[name];
  if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
  const found = Object.keys(values);
  throw new AccError('captioning/bad-item', {
    message: `${place} has no ${name ?? 'id'}`,
    file,
    line,
    hint: oneColumn(found) ?? `found: ${found.join(', ') || 'nothing'}; --id-column NAME says which one is the id`,
  });
}

/** A header that was not split says that the delimiter is another one. */
function oneColumn(found: readonly string[]): string | undefined {
  const [only] = found;
  if (found.length !== 1 || !/[;\t|]/.test(only!)) return undefined;
  return `the columns must be separated by commas; found: ${only}`;
}

function textOf(record: TextRecord, columns: readonly string[], file: string): string {
  const name = columns.find((column) => column in record.values);
  const value = name === undefined ? undefined : record.values[name];
  if (typeof value === 'string') return checked(value, record, file);
  throw new AccError('captioning/bad-item', {
    message: `${record.place} has no ${columns[0]} that is a text`,
    file,
    line: record.line,
    hint: `found: ${Object.keys(record.values).join(', ')}; a candidate stands under ${columns.join(', ')}`,
  });
}

function referencesOf(record: TextRecord, file: string): string[] {
  const { values, line, place } = record;
  const list = referenceLists.find((name) => name in values);
  if (list !== undefined && typeof values[list] !== 'string') {
    const given = values[list];
    if (!Array.isArray(given) || given.some((text) => typeof text !== 'string'))
      throw new AccError('captioning/bad-item', { message: `${list} of ${place} is no list of texts`, file, line });
    return given.map((text: string) => present(checked(text, record, file), record, file));
  }
  const columns = list ? [list] : Object.keys(values).filter((name) => referenceColumn.test(name));
  // a CSV has empty cells where an item has fewer references than another
  return columns.flatMap((name) => {
    const text = values[name];
    if (text === '' || text === undefined || text === null) return [];
    if (typeof text === 'string') return [checked(text, record, file)];
    throw new AccError('captioning/bad-item', { message: `${name} of ${place} is no text`, file, line });
  });
}

function present(text: string, { line, place }: TextRecord, file: string): string {
  if (text.trim() !== '') return text;
  throw new AccError('captioning/no-references', { message: `${place} has an empty reference`, file, line });
}

function noReferences(id: string, file: string, { line, values }: TextRecord): AccError {
  return new AccError('captioning/no-references', {
    message: `item ${id} has no reference caption`,
    file,
    line,
    hint: `found: ${Object.keys(values).join(', ')}; references stand under references (a list) or caption_1, caption_2, …`,
  });
}

/** Refuses what would be read as two captions, as the end of a text, or as code. */
function checked(text: string, { line, place }: TextRecord, file: string): string {
  const fault = faults.find(({ pattern }) => pattern.test(text));
  if (!fault) return text;
  const { code, says, hint } = fault;
  throw new AccError(code, { message: `a caption of ${place} ${says}`, file, line, hint, source: shown(text) });
}

const nul = /\0/;
const faults = [
  {
    pattern: /[\n\r\v\f\u2028\u2029]/,
    code: 'captioning/line-break',
    says: 'holds a line break: it would be read as two',
    hint: 'put a blank in its place',
  },
  { pattern: nul, code: 'captioning/bad-character', says: 'holds a NUL character', hint: 'take it out' },
  {
    pattern: /^\s*\[\s*(?:'.*'|".*")\s*,?\s*\]\s*$/s,
    code: 'captioning/list-cell',
    says: 'looks like a list written as code; nothing in a file is evaluated',
    hint: 'give several references as JSON or JSONL, as columns caption_1, caption_2, …, or as a row each',
  },
] as const;

function shown(text: string): string {
  return JSON.stringify(text).slice(0, 120);
}

function refuseTwins(entries: readonly { id: string }[], records: readonly TextRecord[], file: string): void {
  const first = new Map<string, string>();
  for (const [index, { id }] of entries.entries()) {
    const { line, place } = records[index]!;
    const before = first.get(id);
    if (before)
      throw new AccError('captioning/duplicate-id', {
        message: `item ${id} stands twice: ${before} and ${place}`,
        file,
        line,
      });
    first.set(id, place);
  }
}
