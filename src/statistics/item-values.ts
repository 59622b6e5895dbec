import type { Sums } from './bootstrap.js';

/** A value of a whole set, and what each item contributes to it. */
export interface ItemValues {
  value: number;
  items: Float64Array;
}

/**
 * A statistic of sums over items, item by item: the jackknife's pseudo-values (Tukey 1958), n times the value of all items minus
 * n - 1 times the value without the item. For a mean they are the values of the items. The variance of the statistic over samples of
 * items is the variance of the pseudo-values divided by their number.
 * @param columns one list per quantity, one entry per item
 * @param statistic the value of n items from the sums of their columns
 */
export function itemValues(
  columns: readonly ArrayLike<number>[],
  statistic: (sums: Sums, n: number) => number,
): ItemValues {
  const n = columns[0]?.length ?? 0;
  const sums = Float64Array.from(columns, (column) => Array.from(column).reduce((sum, value) => sum + value, 0));
  const value = statistic(sums, n);
  const rest = new Float64Array(columns.length);
  const items = Float64Array.from({ length: n }, (_, item) => {
    if (n === 1) return value;
    for (let column = 0; column < sums.length; column++) rest[column] = sums[column]! - columns[column]![item]!;
    return n * value - (n - 1) * statistic(rest, n - 1);
  });
  return { value, items };
}
