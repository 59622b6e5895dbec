import type { Interval } from './interval.js';
import { mcnemar } from './mcnemar.js';
import type { PairedDifference } from './paired.js';
import { wilson } from './wilson.js';

/** Items that both systems get right, only one of them, or none. */
export interface PairedCounts {
  both: number;
  firstOnly: number;
  secondOnly: number;
  neither: number;
}

/**
 * The difference of two proportions of the same items, second minus first: p of the exact McNemar test, interval by square-and-add
 * with the correlation of the two (Newcombe 1998, method 10).
 */
export function pairedProportions(counts: PairedCounts): PairedDifference {
  const { both, firstOnly, secondOnly, neither } = counts;
  const n = both + firstOnly + secondOnly + neither;
  const [first, second] = [both + firstOnly, both + secondOnly];
  const difference = (secondOnly - firstOnly) / n;
  const [own, other] = [wilson(first, n), wilson(second, n)];
  const phi = correlation(counts);
  const reach = (toOne: number, toOther: number): number =>
    Math.sqrt(Math.max(0, toOne ** 2 - 2 * phi * toOne * toOther + toOther ** 2));
  const interval: Interval = {
    low: difference - reach(second / n - other.low, own.high - first / n),
    high: difference + reach(other.high - second / n, first / n - own.low),
  };
  return { difference, interval, p: mcnemar(firstOnly, secondOnly) };
}

/** Phi of the two systems, 0 where one is always or never right; a positive one is lowered for continuity, as the method has it. */
function correlation({ both, firstOnly, secondOnly, neither }: PairedCounts): number {
  const product = (both + firstOnly) * (secondOnly + neither) * (both + secondOnly) * (firstOnly + neither);
  if (product === 0) return 0;
  const excess = both * neither - firstOnly * secondOnly;
  const n = both + firstOnly + secondOnly + neither;
  return (excess > 0 ? Math.max(excess - n / 2, 0) : excess) / Math.sqrt(product);
}
