import { AccError } from '../../core/index.js';
import type { ScoredItem } from '../item.js';

/** Ways to use the references; scores of different ones do not compare. */
export const protocols = ['all', 'five', 'one', 'per-caption'] as const;
export type Protocol = (typeof protocols)[number];

/** How many items have so many references: a score against five does not compare with one against one. */
export function referenceCounts(items: readonly ScoredItem[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { references } of items) counts[references.length] = (counts[references.length] ?? 0) + 1;
  return counts;
}

/**
 * The items of a protocol.
 * - all: every reference of every item
 * - five: the first five of each; an item with fewer is refused
 * - one: the first of each
 * - per-caption: each reference is an item of its own, with the same candidate (ids become id#1, id#2, …)
 * @throws AccError captioning/no-references where an item has fewer than five
 */
export function withProtocol(items: readonly ScoredItem[], protocol: Protocol): ScoredItem[] {
  if (protocol === 'all') return [...items];
  if (protocol === 'per-caption')
    return items.flatMap(({ id, candidate, references }) =>
      references.map((reference, index) => ({ id: `${id}#${index + 1}`, candidate, references: [reference] })),
    );
  const count = protocol === 'five' ? 5 : 1;
  return items.map(({ id, candidate, references }) => {
    if (references.length >= count) return { id, candidate, references: references.slice(0, count) };
    throw new AccError('captioning/no-references', {
      message: `item ${id} has ${references.length} references, the protocol "${protocol}" asks for ${count}`,
      hint: `protocols: ${protocols.join(', ')}`,
    });
  });
}
