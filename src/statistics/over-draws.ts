import { AccError } from '../core/index.js';
import type { ItemValues } from './item-values.js';
import { mean } from './mean.js';
import type { PairedDifference } from './paired.js';
import { studentP, studentQuantile } from './student-t.js';
import { sampleDeviation } from './t-interval.js';

/** One draw of two systems on the same items, in the same order. */
export interface PairedDraw {
  /** draws of one cluster depend on each other, such as arms trained from one base model */
  cluster: string;
  first: ItemValues;
  second: ItemValues;
}

/** The differences of two systems by independent draw, and their variance with regard to the items. */
export interface DrawnDifference {
  /** mean difference of each cluster, or of each draw where all are of one cluster */
  byDraw: readonly number[];
  /** of the mean of `byDraw`, as a sample of items; the items are the same in every draw */
  itemVariance: number;
  items: number;
}

/** A difference as a statement about all draws and items like these. */
export interface DifferenceOverDraws extends PairedDifference {
  /** independent draws */
  draws: number;
  items: number;
}

/** Differences of two systems, second minus first. @param draws at least one; of the same items */
export function drawnDifference(draws: readonly PairedDraw[]): DrawnDifference {
  const clusters = [...new Set(draws.map(({ cluster }) => cluster))];
  const independent =
    clusters.length === 1
      ? draws.map((draw) => [draw])
      : clusters.map((name) => draws.filter(({ cluster }) => cluster === name));
  const items = draws[0]!.first.items.length;
  const byItem = new Array<number>(items).fill(0);
  for (const cluster of independent)
    for (const { first, second } of cluster)
      for (let item = 0; item < items; item++)
        byItem[item]! += (second.items[item]! - first.items[item]!) / (cluster.length * independent.length);
  return {
    byDraw: independent.map((cluster) => mean(cluster.map(({ first, second }) => second.value - first.value))),
    itemVariance: items > 1 ? variance(byItem) / items : Number.NaN,
    items,
  };
}

/** A difference of differences, first minus second, of the same draws on two sets of items. */
export function contrast(first: DrawnDifference, second: DrawnDifference): DrawnDifference {
  return {
    byDraw: first.byDraw.map((difference, draw) => difference - second.byDraw[draw]!),
    itemVariance: first.itemVariance + second.itemVariance,
    items: Math.min(first.items, second.items),
  };
}

/**
 * The mean difference with a 95 % interval and a two-sided p. Two t tests must agree, and the wider interval counts: over draws alone, and
 * over draws and items (min F' of Clark 1973, with Satterthwaite's degrees of freedom). The first alone gives too many false
 * differences where systems are good at different items, the second where there are three draws.
 * @throws AccError 'statistics/one-draw'
 */
export function differenceOverDraws({ byDraw, itemVariance, items }: DrawnDifference): DifferenceOverDraws {
  const draws = byDraw.length;
  if (draws < 2 || items < 2)
    throw new AccError('statistics/one-draw', { message: `${draws} draws of ${items} items have no variance` });
  const drawVariance = variance(byDraw) / draws;
  const both = drawVariance + itemVariance;
  const freedom = both ** 2 / (drawVariance ** 2 / (draws - 1) + itemVariance ** 2 / (items - 1));
  const difference = mean(byDraw);
  // items that all differ by the same amount in every draw: the sign test
  if (both === 0) {
    const p = difference === 0 ? 1 : 2 ** (1 - items);
    return { difference, interval: { low: difference, high: difference }, p, draws, items };
  }
  const tests = [
    { error: Math.sqrt(drawVariance), freedom: draws - 1 },
    { error: Math.sqrt(both), freedom },
  ];
  const reach = Math.max(...tests.map(({ error, freedom }) => error * studentQuantile(confidence, freedom)));
  const p =
    difference === 0 ? 1 : Math.max(...tests.map(({ error, freedom }) => studentP(difference / error, freedom)));
  return { difference, interval: { low: difference - reach, high: difference + reach }, p, draws, items };
}

const confidence = 0.95;

function variance(values: readonly number[]): number {
  return sampleDeviation(values) ** 2;
}
