import { percentileInterval } from './bootstrap.js';
import type { Interval } from './interval.js';

/** A difference between two systems over the same resamples. */
export interface PairedDifference {
  difference: number;
  interval: Interval;
  /** two-sided; never 0, as the resamples are finite */
  p: number;
}

/**
 * Paired bootstrap (Koehn 2004): how often the difference changes its sign in a resample of the same items for both systems.
 * @param difference over all items
 * @param drawn the difference in each resample
 */
export function pairedDifference(difference: number, drawn: Float64Array): PairedDifference {
  const share = (isReversed: (value: number) => boolean): number =>
    (1 + drawn.filter((value) => isReversed(value)).length) / (1 + drawn.length);
  const p =
    2 *
    Math.min(
      share((value) => value <= 0),
      share((value) => value >= 0),
    );
  return { difference, interval: percentileInterval(drawn), p: Math.min(1, p) };
}
