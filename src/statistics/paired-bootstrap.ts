import type { Sums } from './bootstrap.js';
import { type PairedDifference, pairedDifference } from './paired.js';
import { resampleSums } from './resample-sums.js';

/**
 * Paired bootstrap over the items of two systems, second minus first; in one thread, for sets of usual size.
 * @param first @param second one list per quantity, one entry per item, in the same order of items
 * @param statistic the value of n items from the sums of their columns
 */
export function pairedBootstrap(
  first: readonly ArrayLike<number>[],
  second: readonly ArrayLike<number>[],
  statistic: (sums: Sums, n: number) => number,
  { seed, resamples = 1000 }: { seed: number; resamples?: number },
): PairedDifference {
  const columns = [...first, ...second].map((column) => Float64Array.from(column));
  const [items, width] = [columns[0]!.length, columns.length];
  const difference = (sums: Sums): number =>
    statistic(sums.subarray(first.length), items) - statistic(sums.subarray(0, first.length), items);
  const sums = new Float64Array(resamples * width);
  resampleSums({ columns, seed, first: 0, end: resamples, sums });
  const drawn = Float64Array.from({ length: resamples }, (_, resample) =>
    difference(sums.subarray(resample * width, (resample + 1) * width)),
  );
  const whole = Float64Array.from(columns, (column) => column.reduce((sum, value) => sum + value, 0));
  return pairedDifference(difference(whole), drawn);
}
