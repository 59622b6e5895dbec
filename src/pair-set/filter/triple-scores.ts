import { AccError } from '../../core/index.js';
import type { EditingPair } from '../../editing/index.js';
import type { Scores } from './scores.js';

/** How the scores of six pairs become one: their mean, or that of the worst pair. */
export type Reduction = 'mean' | 'min';

/** One number per axis for each triple, and the number of pairs behind all of them. */
export interface TripleScores {
  /** the file of the scores */
  file: string;
  axes: readonly string[];
  byTriple: Map<string, Float64Array>;
  pairs: number;
}

/**
 * The scores of each triple, from those of its pairs.
 * @param pairs in any order
 * @param set the file that they come from
 * @throws 'pair-set/scores' if a pair has no score, or a score no pair; 'pair-set/pair-count' if a triple does not have
 * six pairs;
 * 'pair-set/bad-pair' for a duplicate pair
 */
export async function tripleScores(
  pairs: AsyncIterable<EditingPair>,
  scores: Scores,
  { reduce, set }: { reduce: Reduction; set: string },
): Promise<TripleScores> {
  const { file, axes, rows, values } = scores;
  const sums = new Map<string, Sum>();
  const used = new Uint8Array(rows.size);
  const missing = { count: 0, first: '' };
  let count = 0;
  for await (const { id, triple } of pairs) {
    count++;
    const row = rows.get(id);
    if (row === undefined) {
      missing.count++;
      missing.first ||= id;
      continue;
    }
    if (used[row] === 1) throw new AccError('pair-set/bad-pair', { message: `duplicate pair ${id}`, file: set });
    used[row] = 1;
    const own = values.subarray(row * axes.length, (row + 1) * axes.length);
    sums.set(triple, added(sums.get(triple), own, reduce));
  }
  assertSameIds(scores, used, missing, count);
  const byTriple = new Map(Array.from(sums, ([triple, sum]) => [triple, reduced(triple, sum, reduce, set)] as const));
  return { file, axes, byTriple, pairs: count };
}

/**
 * Pairs without a score, and scores without a pair; if there are both, the scores are most likely from another build.
 */
function assertSameIds(
  { file, rows, lines }: Scores,
  used: Uint8Array,
  missing: { count: number; first: string },
  pairs: number,
): void {
  const unused = used.reduce((sum, isUsed) => sum + 1 - isUsed, 0);
  const firstUnused = used.indexOf(0);
  const name = unused > 0 ? Array.from(rows.keys())[firstUnused] : undefined;
  const unknown = `${unused} of ${rows.size} scores are for pairs that are not in the set`;
  if (missing.count > 0)
    throw new AccError('pair-set/scores', {
      message: `${missing.count} of ${pairs} pairs have no score; the first is ${missing.first}`,
      file,
      hint:
        unused > 0 ? `${unknown}, such as ${name}: are they from another build?` : 'every pair of the set needs a row',
    });
  if (unused > 0)
    throw new AccError('pair-set/scores', {
      message: `${unknown}; the first is ${name}`,
      file,
      line: lines[firstUnused]!,
      hint: 'are they from another build?',
    });
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

function reduced(triple: string, { count, values }: Sum, reduce: Reduction, set: string): Float64Array {
  if (count === 6) return reduce === 'min' ? values : values.map((value) => withoutRoundingError(value / 6));
  throw new AccError('pair-set/pair-count', {
    message: `the triple ${triple} has ${count} pairs instead of six`,
    file: set,
    hint: 'a whole triple is kept or dropped; build the set again, or restore the missing lines',
  });
}

/** Rounds to twelve digits: six scores of 3.2 have a mean of 3.2, whatever the order of the pairs. */
export function withoutRoundingError(value: number): number {
  return Number(value.toPrecision(12));
}
