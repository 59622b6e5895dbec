import { type ItemFamily, metricFacts, type ResultRow } from '../../results/index.js';
import { wilson } from '../../statistics/index.js';
import type { RowBase } from './scorer.js';

/** The share of true values as a row: a fraction with Wilson's interval. @param right one per item, at least one */
export function shareRow(base: RowBase, metric: string, right: readonly boolean[]): ResultRow {
  return proportionRow(base, metric, right.filter(Boolean).length, right.length);
}

/** A proportion of items as a row: a fraction with Wilson's interval; missing where there are no items. */
export function proportionRow(base: RowBase, metric: string, count: number, n: number): ResultRow {
  const facts = { ...base, ...metricFacts(metric), n };
  if (n === 0) return { ...facts, value: null, missing: 'no answer has a label' };
  return { ...facts, value: count / n, interval: { ...wilson(count, n), method: 'Wilson score, 95 %' } };
}

/** The same for item scores. */
export function shareFamily(metric: string, right: readonly boolean[]): ItemFamily {
  return { columns: [right.map(Number)], statistics: { [metric]: 'mean' } };
}
