import { randomStream } from '../core/index.js';

/**
 * Some of the items, in their own order: those with the smallest random numbers. Each item has a number of its own, so that a smaller share is a
 * part of a larger one.
 * @param key names the item in the random stream
 */
export function randomShare<T>(items: readonly T[], count: number, key: (item: T) => string[], seed: number): T[] {
  if (count >= items.length) return [...items];
  const ranks = new Map(items.map((item) => [item, randomStream(seed, 'share', ...key(item)).next()]));
  const kept = new Set([...items].sort((a, b) => ranks.get(a)! - ranks.get(b)!).slice(0, count));
  return items.filter((item) => kept.has(item));
}
