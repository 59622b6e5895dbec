import { AccError } from '../../core/index.js';
import type { EditingPair } from '../types.js';
import type { Scores } from './scores.js';

/** How the scores of six pairs become one: their mean, or that of the worst pair. */
export type Reduction = 'mean' | 'min';

/** One number an axis for each triple, and how many pairs it was made of. */
export interface TripleScores {
  axes: readonly string[];
  byTriple: Map<string, Float64Array>;
  pairs: number;
}

/**
 * Brings the scores of pairs together by triple.
 * @param pairs in any order; their ids are unique
 * @throws 'editing/scores' where a pair has no score, or a score no pair; 'editing/pair-count' where a triple has not six pairs
 */
export async function tripleScores(
  pairs: AsyncIterable<EditingPair>,
  { axes, values }: Scores,
  { reduce, file }: { reduce: Reduction; file: string },
): Promise<TripleScores> {
  const sums = new Map<string, Sum>();
  const unused = new Set(values.keys());
  const lacking: string[] = [];
  let count = 0;
  for await (const { id, triple } of pairs) {
    count++;
    unused.delete(id);
    const own = values.get(id);
    if (!own) lacking.push(id);
    else sums.set(triple, added(sums.get(triple), own, reduce));
  }
  const wrong = (message: string, hint: string): AccError => new AccError('editing/scores', { message, file, hint });
  if (lacking.length > 0)
    throw wrong(
      `${lacking.length} of ${count} pairs have no score; the first is ${lacking[0]}`,
      'every pair of the set needs a row',
    );
  if (unused.size > 0)
    throw wrong(
      `${unused.size} scores are of pairs that the set does not hold; the first is ${unused.values().next().value}`,
      'are they scores of another set?',
    );
  const byTriple = new Map(Array.from(sums, ([triple, sum]) => [triple, reduced(triple, sum, reduce)] as const));
  return { axes, byTriple, pairs: count };
}

interface Sum {
  count: number;
  values: Float64Array;
}

function added(sum: Sum | undefined, own: Float64Array, reduce: Reduction): Sum {
  if (!sum) return { count: 1, values: own.slice() };
  const values = sum.values.map((value, axis) => (reduce === 'min' ? Math.min(value, own[axis]!) : value + own[axis]!));
  return { count: sum.count + 1, values };
}

function reduced(triple: string, { count, values }: Sum, reduce: Reduction): Float64Array {
  if (count === 6) return reduce === 'min' ? values : values.map((value) => value / 6);
  throw new AccError('editing/pair-count', { message: `the triple ${triple} has ${count} pairs instead of six` });
}
