import { bootstrapSeed, corpusValue } from '../captioning/index.js';
import {
  type DrawnDifference,
  differenceOverDraws,
  drawnDifference,
  type ItemValues,
  itemValues,
  type PairedDifference,
  pairedBootstrap,
  pairedProportions,
} from '../statistics/index.js';
import { basesOf } from './draw.js';
import type { ItemScores } from './item-scores.js';

/** The difference between two arms that answered the same items. */
export interface ArmDifference extends PairedDifference {
  items: number;
  /** independent draws; with one, interval and p are about this draw, and no verdict on the arms follows */
  draws: number;
  /** base models behind the draws */
  bases: number;
  method: string;
}

/** Draws of two arms on one set in one metric, side by side. */
export type PairedScores = readonly (readonly [ItemScores, ItemScores])[];

/**
 * Pairs the draws of two arms by their seeds; a model without seeds of its own, such as the one before fine-tuning, is paired with every
 * arm trained from it.
 * @param first @param second the draws of an arm in one metric of one set
 * @returns or why they cannot be compared
 */
export function pairScores(
  first: readonly ItemScores[],
  second: readonly ItemScores[],
): PairedScores | { missing: string } {
  const pairs = first.flatMap((own) =>
    second.filter((other) => isPair(own, other)).map((other) => [own, other] as const),
  );
  if (pairs.length === 0) return { missing: 'no draw with scores of single items in common' };
  const { ids } = pairs[0]![0];
  if (ids.length < 2) return { missing: 'a difference on one item says nothing about others' };
  if (!pairs.flat().every((scores) => isEqual(scores.ids, ids))) return { missing: 'different items were answered' };
  return pairs;
}

function isPair({ draw: one }: ItemScores, { draw: other }: ItemScores): boolean {
  return one.base === other.base && (one.arm === other.arm || one.arm === null || other.arm === null);
}

function isEqual(ids: readonly string[], others: readonly string[]): boolean {
  return ids === others || (ids.length === others.length && ids.every((id, index) => id === others[index]));
}

/** Whether no item has different scores in any draw, as where two arms trained on the same rows: no test can say more about such arms. */
export function isSameEverywhere(pairs: PairedScores): boolean {
  return pairs.every(([first, second]) =>
    first.columns.every((column, index) => column.every((value, item) => value === second.columns[index]![item])),
  );
}

/** The difference of paired arms, second minus first: over all draws, or in the only one. */
export function armDifference(pairs: PairedScores): ArmDifference {
  const items = pairs[0]![0].ids.length;
  const bases = basesOf(pairs.map(([, { draw }]) => draw));
  if (pairs.length > 1) return { ...differenceOverDraws(drawnScores(pairs)), bases, method: overDraws };
  return { ...inOneDraw(...pairs[0]!), items, draws: 1, bases };
}

/** The differences of paired arms by draw. */
export function drawnScores(pairs: PairedScores): DrawnDifference {
  return drawnDifference(
    pairs.map(([first, second]) => ({
      cluster: String(second.draw.base),
      first: valuesOf(first),
      second: valuesOf(second),
    })),
  );
}

export const overDraws: string = 't over draws and items';

function inOneDraw(first: ItemScores, second: ItemScores): PairedDifference & { method: string } {
  const [own, other] = [first.columns[0]!, second.columns[0]!];
  if ([...own, ...other].every((value) => value === 0 || value === 1) && first.statistic === 'mean') {
    const count = (one: number, two: number): number =>
      own.filter((value, item) => value === one && other[item] === two).length;
    const counts = { both: count(1, 1), firstOnly: count(1, 0), secondOnly: count(0, 1), neither: count(0, 0) };
    return { ...pairedProportions(counts), method: 'exact McNemar, in this draw' };
  }
  const value = (sums: Float64Array, n: number): number => corpusValue(first.statistic, sums, n);
  return {
    ...pairedBootstrap(first.columns, second.columns, value, { seed: bootstrapSeed }),
    method: 'paired bootstrap over items, in this draw',
  };
}

/** One arm is in many comparisons. */
const known = new WeakMap<ItemScores, ItemValues>();

function valuesOf(scores: ItemScores): ItemValues {
  const { columns, statistic } = scores;
  const values = known.get(scores) ?? itemValues(columns, (sums, n) => corpusValue(statistic, sums, n));
  known.set(scores, values);
  return values;
}
