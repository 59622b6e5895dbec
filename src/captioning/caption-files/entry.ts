import { AccError } from '../../core/index.js';
import { type KnownEntry, knownEntry } from './known-formats.js';
import type { ReadOptions } from './options.js';
import { readRecords, type TextRecord } from './records.js';

/** One entry of a file of captions or answers, with what is needed to read its texts. */
export interface Entry {
  record: TextRecord;
  /** the entry in the common names, if its format has names of its own */
  known: KnownEntry | undefined;
  file: string;
  options: ReadOptions;
}

/**
 * Reads the entries of a file; at least one.
 * @throws AccError like `readRecords`, captioning/too-few-items, and captioning/ambiguous for a file with several evaluation sets
 */
export async function readEntries(file: string, options: ReadOptions): Promise<Entry[]> {
  const records = oneSet(await readRecords(file, options.format), file, options.set);
  if (records.length > 0)
    return records.map((record) => ({ record, known: knownEntry(record, options), file, options }));
  throw new AccError('captioning/too-few-items', {
    message: 'the file has no entries',
    file,
    hint: 'the file is empty or contains only a header',
  });
}

/** The error for an entry that can be read in more than one way: what is unclear, and the options that decide it. */
export function ambiguous(what: string, hint: string, { record: { line, place }, file }: Entry): AccError {
  return new AccError('captioning/ambiguous', { message: `${place} is ambiguous: ${what}`, file, line, hint });
}

/** A run of the kit keeps the items of all its evaluation sets in one file, each with the name of its `set`. */
function oneSet(records: TextRecord[], file: string, wanted: string | undefined): TextRecord[] {
  const sets = [...new Set(records.map(({ values }) => values.set))];
  const named = sets.every((set) => typeof set === 'string' && set !== '');
  if (wanted === undefined && (!named || sets.length < 2)) return records;
  if (wanted !== undefined && sets.includes(wanted)) return records.filter(({ values }) => values.set === wanted);
  const list = sets.filter((set) => typeof set === 'string').join(', ');
  throw new AccError(wanted === undefined ? 'captioning/ambiguous' : 'captioning/no-set', {
    message:
      wanted === undefined
        ? `the file has the items of ${sets.length} sets`
        : `the file has no items of a set "${wanted}"`,
    file,
    hint: list === '' ? 'the entries have no member "set"' : `choose one with --set NAME: ${list}`,
  });
}
