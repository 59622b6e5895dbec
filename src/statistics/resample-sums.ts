import { randomStream } from '../core/index.js';

/** The part of a bootstrap for one thread: the resamples from `first` up to but excluding `end`. */
export interface ResampleTask {
  /** one list per quantity, one entry per item, all of equal length */
  columns: readonly Float64Array[];
  seed: number;
  first: number;
  end: number;
  /** sums of the columns, resample after resample; filled here */
  sums: Float64Array;
}

/**
 * Sums the columns over items drawn with replacement. The draws of a resample depend only on the seed and its number: lists of
 * equal length get the same draws, so that two systems with the same items are resampled in pairs.
 */
export function resampleSums({ columns, seed, first, end, sums }: ResampleTask): void {
  const items = columns[0]!.length;
  const times = new Float64Array(items);
  for (let resample = first; resample < end; resample++) {
    const { integer } = randomStream(seed, 'bootstrap', resample);
    times.fill(0);
    for (let i = 0; i < items; i++) times[integer(0, items)]!++;
    for (const [index, column] of columns.entries()) {
      let sum = 0;
      for (let i = 0; i < items; i++) sum += times[i]! * column[i]!;
      sums[resample * columns.length + index] = sum;
    }
  }
}
