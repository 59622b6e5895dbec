import type { AccError } from './error.js';

/**
 * Asserts that no two items have the same id.
 * @param idOf undefined for an item that has none
 * @param duplicate the error for the later of two items
 */
export function assertUniqueIds<T>(
  items: Iterable<T>,
  idOf: (item: T) => string | undefined,
  duplicate: (id: string, item: T, first: T) => AccError,
): void {
  const firsts = new Map<string, T>();
  for (const item of items) {
    const id = idOf(item);
    if (id === undefined) continue;
    if (firsts.has(id)) throw duplicate(id, item, firsts.get(id)!);
    firsts.set(id, item);
  }
}
