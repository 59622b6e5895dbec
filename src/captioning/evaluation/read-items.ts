import { AccError, assertUniqueIds, otherDelimiter } from '../../core/index.js';
import type { ScoredItem } from '../item.js';
import { checkedCaption, checkedReference } from './check-caption.js';
import { readRecords, type TextFormat, type TextRecord } from './records.js';

/** How to read a file of captions, if its name or columns do not determine it. */
export interface ReadOptions {
  format?: TextFormat;
  /** column or member with the id of the clip */
  idColumn?: string;
  /** whether the texts are already tokenised: decides which references contain no word */
  tokenized?: boolean;
  /** whether a reference may contain no word: only METEOR has a value for that, 0 */
  emptyReferences?: boolean;
  /** reports what was read from which columns */
  log?: (line: string) => void;
}

export interface Candidate {
  id: string;
  candidate: string;
}

export interface References {
  id: string;
  references: string[];
}

/** Accepted column names, of which the first one found is used; from aac-metrics, Clotho and AudioCaps. */
const idColumns = ['id', 'file_name', 'fname', 'audiocap_id', 'youtube_id'];
const candidateColumns = ['candidate', 'caption_predicted', 'preds', 'cands', 'caption'];
const referenceLists = ['references', 'mult_references', 'captions', 'mrefs'];
const referenceColumn = /^(?:caption|reference)(?:_\d+)?$/;

/**
 * Reads items {id, candidate, references} from one file. References are a list, or columns caption_1, caption_2, … in the
 * order of the file; the candidate's column is not a reference.
 * @throws AccError like `readRecords`, and captioning/bad-item, captioning/no-references, captioning/line-break,
 * captioning/bad-character, captioning/list-cell, captioning/duplicate-id, captioning/too-few-items; each with its line
 */
export async function readItems(file: string, options: ReadOptions = {}): Promise<ScoredItem[]> {
  const records = await notEmpty(file, options);
  const taken = new Set<string>();
  const given = new Set<string>();
  const items = records.map((record) => {
    const id = idOf(record, file, options);
    const candidate = candidateOf(record, file, taken);
    return { id, candidate, references: referencesOf(record, id, file, options, { given, taken }) };
  });
  assertUniqueItems(items, records, file);
  options.log?.(`${file}: ${items.length} items, candidates from ${named(taken)}, references from ${named(given)}`);
  return items;
}

/** Reads candidates {id, candidate}, one per id. Errors like `readItems`. */
export async function readCandidates(file: string, options: ReadOptions = {}): Promise<Candidate[]> {
  const records = await notEmpty(file, options);
  const taken = new Set<string>();
  const candidates = records.map((record) => ({
    id: idOf(record, file, options),
    candidate: candidateOf(record, file, taken),
  }));
  assertUniqueItems(candidates, records, file);
  options.log?.(`${file}: ${candidates.length} candidates from ${named(taken)}`);
  return candidates;
}

/**
 * Reads references: a list, columns caption_1 to caption_n, or one row per caption of an id. A duplicate id with
 * several captions is captioning/duplicate-id. Other errors like `readItems`.
 */
export async function readReferences(file: string, options: ReadOptions = {}): Promise<References[]> {
  const byId = new Map<string, { references: string[]; place: string; several: boolean }>();
  const given = new Set<string>();
  const records = await notEmpty(file, options);
  for (const record of records) {
    const id = idOf(record, file, options);
    const references = referencesOf(record, id, file, options, { given });
    const before = byId.get(id);
    if (!before) byId.set(id, { references, place: record.place, several: references.length > 1 });
    else if (before.several || references.length > 1) throw duplicateItem(id, before.place, record, file);
    else before.references.push(...references);
  }
  const rows = records.length > byId.size ? ` of ${records.length} entries` : '';
  options.log?.(`${file}: references of ${byId.size} items from ${named(given)}${rows}`);
  return [...byId].map(([id, { references }]) => ({ id, references }));
}

async function notEmpty(file: string, { format }: ReadOptions): Promise<TextRecord[]> {
  const records = await readRecords(file, format);
  if (records.length > 0) return records;
  throw new AccError('captioning/too-few-items', {
    message: 'there are no captions to score',
    file,
    hint: 'the file is empty or contains only a header',
  });
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
    hint:
      otherDelimiter(found) ?? `found: ${found.join(', ') || 'nothing'}; choose the id column with --id-column NAME`,
  });
}

function candidateOf(record: TextRecord, file: string, taken: Set<string>): string {
  const name = candidateColumns.find((column) => column in record.values);
  const value = name === undefined ? undefined : record.values[name];
  if (typeof value !== 'string')
    throw new AccError('captioning/bad-item', {
      message: `${record.place} has no candidate of type text`,
      file,
      line: record.line,
      hint: `found: ${Object.keys(record.values).join(', ')}; accepted names of the candidate: ${candidateColumns.join(', ')}`,
    });
  taken.add(name!);
  return checkedCaption(value, record, file);
}

/** @param given collects the names of reference columns @param taken names of candidate columns, in files with both */
function referencesOf(
  record: TextRecord,
  id: string,
  file: string,
  { tokenized = false, emptyReferences = false }: ReadOptions,
  { given, taken }: { given: Set<string>; taken?: Set<string> },
): string[] {
  const { values, line, place } = record;
  const list = referenceLists.find((name) => name in values);
  const names = list ? [list] : Object.keys(values).filter((name) => referenceColumn.test(name) && !taken?.has(name));
  const references = names.flatMap((name) => {
    const value = values[name];
    // a table has empty cells for items with fewer references
    const texts: unknown[] = Array.isArray(value) ? value : isBlank(value) ? [] : [value];
    if (texts.length > 0) given.add(name);
    return texts.map((text) => {
      if (typeof text === 'string')
        return emptyReferences ? checkedCaption(text, record, file) : checkedReference(text, record, file, tokenized);
      throw new AccError('captioning/bad-item', {
        message: `${name} of ${place} contains a value that is not text`,
        file,
        line,
        source: JSON.stringify(text).slice(0, 120),
        hint: 'a list of texts, e.g. "references": ["a dog barks", "a dog is barking"]',
      });
    });
  });
  if (references.length > 0) return references;
  throw new AccError('captioning/no-references', {
    message: `item ${id} has no reference caption`,
    file,
    line,
    hint: `found: ${Object.keys(values).join(', ')}; references are expected in references (a list) or caption_1, caption_2, …`,
  });
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function assertUniqueItems(entries: readonly { id: string }[], records: readonly TextRecord[], file: string): void {
  assertUniqueIds(
    entries.keys(),
    (index) => entries[index]!.id,
    (id, index, first) => duplicateItem(id, records[first]!.place, records[index]!, file),
  );
}

function duplicateItem(id: string, before: string, { line, place }: TextRecord, file: string): AccError {
  return new AccError('captioning/duplicate-id', {
    message: `duplicate item ${id}: ${before} and ${place}`,
    file,
    line,
    hint: 'one entry per item; only a file of references may contain several entries for an item, with one caption each',
  });
}

function named(names: ReadonlySet<string>): string {
  const all = [...names];
  return all.length > 2 ? `${all[0]} … ${all.at(-1)} (${all.length} columns)` : all.join(' and ');
}
