import { AccError } from '../../core/index.js';
import type { ScoredItem } from '../item.js';
import type { Candidate, References } from './read-items.js';

/**
 * Joins candidates with their references, in the order of the candidates.
 * @throws AccError captioning/different-ids where an id stands on one side only
 */
export function joinItems(candidates: readonly Candidate[], references: readonly References[]): ScoredItem[] {
  const byId = new Map(references.map((entry) => [entry.id, entry.references]));
  refuseDifferent(candidates, references, ['no references', 'no candidate']);
  return candidates.map(({ id, candidate }) => ({ id, candidate, references: byId.get(id)! }));
}

type Identified = readonly { id: string }[];

/**
 * Refuses two lists that are not of the same items.
 * @param faults what an id lacks that stands in the first list alone, and in the second alone
 */
export function refuseDifferent(first: Identified, second: Identified, faults: readonly [string, string]): void {
  const [onlyFirst, onlySecond] = [idsWithout(first, second), idsWithout(second, first)];
  if (onlyFirst.length + onlySecond.length === 0) return;
  const said = [onlyFirst, onlySecond].flatMap((ids, side) =>
    ids.length === 0
      ? []
      : [`${ids.length} with ${faults[side]} (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''})`],
  );
  throw new AccError('captioning/different-ids', {
    message: `the two files are not of the same items: ${said.join('; ')}`,
    hint: `${first.length} and ${second.length} items; every one needs an entry in both: scores depend on the whole set`,
    details: { onlyFirst, onlySecond },
  });
}

function idsWithout(list: Identified, other: Identified): string[] {
  const known = new Set(other.map(({ id }) => id));
  return list.flatMap(({ id }) => (known.has(id) ? [] : [id]));
}
