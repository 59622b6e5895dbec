import { metricFacts, type ResultRow } from '../../results/index.js';
import { wilson } from '../../statistics/index.js';
import type { RowBase } from './scorer.js';

/** The share of true values as a row: a fraction with Wilson's interval. @param right one per item, at least one */
export function shareRow(base: RowBase, metric: string, right: readonly boolean[]): ResultRow {
  const count = right.filter(Boolean).length;
  const interval = { ...wilson(count, right.length), method: 'Wilson score, 95 %' };
  return { ...base, ...metricFacts(metric), value: count / right.length, n: right.length, interval };
}
