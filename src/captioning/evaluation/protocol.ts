import { AccError } from '../../core/index.js';
import type { ScoredItem } from '../item.js';

/** Ways to use the references; scores of different protocols are not comparable. */
export const protocols = ['all', 'five', 'one', 'per-caption'] as const;
export type Protocol = (typeof protocols)[number];

/** Number of items by number of references: scores against five references and against one are not comparable. */
export function referenceCounts(items: readonly ScoredItem[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { references } of items) counts[references.length] = (counts[references.length] ?? 0) + 1;
  return counts;
}

/**
 * The items of a protocol.
 * - all: every reference of every item
 * - five: the first five of each; an item with fewer is an error
 * - one: the first of each
 * - per-caption: each reference becomes an item, with the same candidate (ids become id#1, id#2, …)
 * @throws AccError captioning/no-references if an item has fewer than five
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
      message: `item ${id} has ${references.length} references, the protocol "${protocol}" requires ${count}`,
      hint: `protocols: ${protocols.join(', ')}`,
    });
  });
}
