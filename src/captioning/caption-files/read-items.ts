import { AccError, assertUniqueIds } from '../../core/index.js';
import type { ScoredItem } from '../item.js';
import { candidateOf } from './candidate-of.js';
import { type Entry, readEntries } from './entry.js';
import { idOf } from './id-of.js';
import type { ReadOptions } from './options.js';
import { referencesOf } from './references-of.js';

export interface Candidate {
  id: string;
  candidate: string;
}

/**
 * Reads items {id, candidate, references} from one file. The names of columns and members are those of the kit, aac-metrics, Clotho, AudioCaps
 * and ms-swift; an entry that could be read in two ways is an error.
 * @throws AccError like `readRecords`, and captioning/bad-item, captioning/ambiguous, captioning/no-references, captioning/line-break,
 * captioning/bad-character, captioning/list-cell, captioning/duplicate-id, captioning/too-few-items; each with its line
 */
export async function readItems(file: string, options: ReadOptions = {}): Promise<ScoredItem[]> {
  const entries = await readEntries(file, options);
  const [taken, given] = [new Set<string>(), new Set<string>()];
  const items = entries.map((entry) => ({
    id: idOf(entry),
    candidate: candidateOf(entry, taken),
    references: referencesOf(entry, given, true),
  }));
  assertUniqueItems(items, entries);
  assertCandidates(items, taken, file);
  options.log?.(`${file}: ${items.length} items, candidates from ${named(taken)}, references from ${named(given)}`);
  return items;
}

/** Reads candidates {id, candidate}, one per id. Errors like `readItems`. */
export async function readCandidates(file: string, options: ReadOptions = {}): Promise<Candidate[]> {
  const entries = await readEntries(file, options);
  const taken = new Set<string>();
  const candidates = entries.map((entry) => ({ id: idOf(entry), candidate: candidateOf(entry, taken) }));
  assertUniqueItems(candidates, entries);
  assertCandidates(candidates, taken, file);
  options.log?.(`${file}: ${candidates.length} candidates from ${named(taken)}`);
  return candidates;
}

/** An empty candidate scores 0; a file of nothing else is the wrong file or column. */
function assertCandidates(items: readonly Candidate[], taken: ReadonlySet<string>, file: string): void {
  if (items.some(({ candidate }) => candidate.trim() !== '')) return;
  throw new AccError('captioning/no-candidates', {
    message: `every candidate is empty: ${items.length} in ${named(taken)}`,
    file,
    hint: 'choose the column of the candidates with --candidate-column NAME',
  });
}

/** Names of columns, for the report of what was read. */
export function named(names: ReadonlySet<string>): string {
  const all = [...names];
  return all.length > 2 ? `${all[0]} … ${all.at(-1)} (${all.length} columns)` : all.join(' and ');
}

/** The error for a second entry of an item. */
export function duplicateItem(id: string, before: string, { record: { line, place }, file }: Entry): AccError {
  return new AccError('captioning/duplicate-id', {
    message: `duplicate item ${id}: ${before} and ${place}`,
    file,
    line,
    hint: 'one entry per item; only a file of references may contain several entries for an item, with one caption each',
  });
}

function assertUniqueItems(items: readonly { id: string }[], entries: readonly Entry[]): void {
  assertUniqueIds(
    items.keys(),
    (index) => items[index]!.id,
    (id, index, first) => duplicateItem(id, entries[first]!.record.place, entries[index]!),
  );
}
