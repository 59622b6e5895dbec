import { AccError, assertUniqueIds, otherDelimiter } from '../../core/index.js';
import type { ScoredItem } from '../item.js';
import { checkedCaption, checkedReference } from './check-caption.js';
import { readRecords, type TextFormat, type TextRecord } from './records.js';

/** What a file of captions is read as, where its name or its columns do not say it. */
export interface ReadOptions {
  format?: TextFormat;
  /** column or member with the id of the clip */
  idColumn?: string;
  /** true where the texts are tokenised already: decides which references hold no word */
  tokenized?: boolean;
  /** whether a reference may hold no word: METEOR alone has a value for that, 0 */
  emptyReferences?: boolean;
  /** is told what was read from which columns */
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

/** Names that a column may have, the first one found counts; aac-metrics, Clotho and AudioCaps use these. */
const idColumns = ['id', 'file_name', 'fname', 'audiocap_id', 'youtube_id'];
const candidateColumns = ['candidate', 'caption_predicted', 'preds', 'cands', 'caption'];
const referenceLists = ['references', 'mult_references', 'captions', 'mrefs'];
const referenceColumn = /^(?:caption|reference)(?:_\d+)?$/;

/**
 * Reads items {id, candidate, references} from one file. References are a list, or columns caption_1, caption_2, … in the
 * order of the file; what was taken for the candidate is no reference.
 * @throws AccError as `readRecords`, and captioning/bad-item, captioning/no-references, captioning/line-break,
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
  refuseTwins(items, records, file);
  options.log?.(`${file}: ${items.length} items, candidates from ${named(taken)}, references from ${named(given)}`);
  return items;
}

/** Reads candidates {id, candidate}, one an id. Errors as `readItems`. */
export async function readCandidates(file: string, options: ReadOptions = {}): Promise<Candidate[]> {
  const records = await notEmpty(file, options);
  const taken = new Set<string>();
  const candidates = records.map((record) => ({
    id: idOf(record, file, options),
    candidate: candidateOf(record, file, taken),
  }));
  refuseTwins(candidates, records, file);
  options.log?.(`${file}: ${candidates.length} candidates from ${named(taken)}`);
  return candidates;
}

/**
 * Reads references: a list, columns caption_1 to caption_n, or a row for each caption of an id. An id that stands twice with
 * several captions is captioning/duplicate-id. Other errors as `readItems`.
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
    else if (before.several || references.length > 1) throw twin(id, before.place, record, file);
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
    hint: 'the file holds no entry behind its header, or nothing at all',
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
    hint: otherDelimiter(found) ?? `found: ${found.join(', ') || 'nothing'}; --id-column NAME says which one is the id`,
  });
}

function candidateOf(record: TextRecord, file: string, taken: Set<string>): string {
  const name = candidateColumns.find((column) => column in record.values);
  const value = name === undefined ? undefined : record.values[name];
  if (typeof value !== 'string')
    throw new AccError('captioning/bad-item', {
      message: `${record.place} has no candidate that is a text`,
      file,
      line: record.line,
      hint: `found: ${Object.keys(record.values).join(', ')}; a candidate stands under ${candidateColumns.join(', ')}`,
    });
  taken.add(name!);
  return checkedCaption(value, record, file);
}

/** @param given takes the names that references were found under @param taken names that hold candidates, in files that have both */
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
    // a table has empty cells where an item has fewer references than another
    const texts: unknown[] = Array.isArray(value) ? value : isBlank(value) ? [] : [value];
    if (texts.length > 0) given.add(name);
    return texts.map((text) => {
      if (typeof text === 'string')
        return emptyReferences ? checkedCaption(text, record, file) : checkedReference(text, record, file, tokenized);
      throw new AccError('captioning/bad-item', {
        message: `${name} of ${place} holds something that is no text`,
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
    hint: `found: ${Object.keys(values).join(', ')}; references stand under references (a list) or caption_1, caption_2, …`,
  });
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function refuseTwins(entries: readonly { id: string }[], records: readonly TextRecord[], file: string): void {
  assertUniqueIds(
    entries.keys(),
    (index) => entries[index]!.id,
    (id, index, first) => twin(id, records[first]!.place, records[index]!, file),
  );
}

function twin(id: string, before: string, { line, place }: TextRecord, file: string): AccError {
  return new AccError('captioning/duplicate-id', {
    message: `item ${id} stands twice: ${before} and ${place}`,
    file,
    line,
    hint: 'one entry an item; only a file of references may give an item several, with one caption each',
  });
}

function named(names: ReadonlySet<string>): string {
  const all = [...names];
  return all.length > 2 ? `${all[0]} … ${all.at(-1)} (${all.length} columns)` : all.join(' and ');
}
