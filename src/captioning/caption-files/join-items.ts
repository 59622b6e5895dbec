import { AccError } from '../../core/index.js';
import type { ScoredItem } from '../item.js';
import type { Candidate } from './read-items.js';
import type { References } from './read-references.js';

/**
 * Joins candidates with their references, in the order of the candidates.
 * @throws AccError captioning/different-ids if an id is on one side only
 */
export function joinItems(candidates: readonly Candidate[], references: readonly References[]): ScoredItem[] {
  const byId = new Map(references.map((entry) => [entry.id, entry.references]));
  assertSameIds(candidates, references, ['no references', 'no candidate']);
  return candidates.map(({ id, candidate }) => ({ id, candidate, references: byId.get(id)! }));
}

type Identified = readonly { id: string }[];

/**
 * Checks that two lists have the same items.
 * @param faults what is missing for an id that is only in the first list, or only in the second
 */
export function assertSameIds(first: Identified, second: Identified, faults: readonly [string, string]): void {
  const [onlyFirst, onlySecond] = [idsWithout(first, second), idsWithout(second, first)];
  if (onlyFirst.length + onlySecond.length === 0) return;
  const counts = [onlyFirst, onlySecond].flatMap((ids, side) =>
    ids.length === 0
      ? []
      : [`${ids.length} with ${faults[side]} (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''})`],
  );
  throw new AccError('captioning/different-ids', {
    message: `the two files have different items: ${counts.join('; ')}`,
    hint: `${first.length} and ${second.length} items; each needs an entry in both files: scores depend on the whole set`,
    details: { onlyFirst, onlySecond },
  });
}

function idsWithout(list: Identified, other: Identified): string[] {
  const known = new Set(other.map(({ id }) => id));
  return list.flatMap(({ id }) => (known.has(id) ? [] : [id]));
}
