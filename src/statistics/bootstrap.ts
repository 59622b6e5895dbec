import { AccError, randomStream } from '../core/index.js';
import type { Interval } from './interval.js';
import { quantile } from './quantile.js';

export interface BootstrapOptions {
  seed: number;
  /** default 1000 */
  resamples?: number;
  /** default 0.95 */
  confidence?: number;
}

const defaults = { resamples: 1000, confidence: 0.95 };

/**
 * Percentile bootstrap (Efron 1979) of a statistic over items drawn with replacement.
 * The stream of a resample depends on (seed, resample) alone: lists of equal length get the same draws, so that two systems
 * that answered the same items in the same order are resampled in pairs.
 * @param items at least one; none is 'statistics/no-values'
 * @param statistic of a resample as long as `items`; the array is reused, so it must not be kept
 */
export function bootstrap<T>(
  items: readonly T[],
  statistic: (resample: readonly T[]) => number,
  options: BootstrapOptions,
): Interval {
  return bootstrapEach(items, (resample) => [statistic(resample)], options)[0]!;
}

/** As `bootstrap`, for several statistics of the same resamples: one interval for each. */
export function bootstrapEach<T>(
  items: readonly T[],
  statistics: (resample: readonly T[]) => number[],
  options: BootstrapOptions,
): Interval[] {
  const { seed, resamples, confidence } = { ...defaults, ...options };
  if (items.length === 0)
    throw new AccError('statistics/no-values', { message: 'a bootstrap interval over no items was asked for' });
  const resample = items.slice();
  const drawn = Array.from({ length: resamples }, (_, number) => {
    const { integer } = randomStream(seed, 'bootstrap', number);
    for (let i = 0; i < items.length; i++) resample[i] = items[integer(0, items.length)]!;
    return statistics(resample);
  });
  const tail = (1 - confidence) / 2;
  return drawn[0]!.map((_, index) => {
    const sorted = Float64Array.from(drawn, (values) => values[index]!).sort();
    return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
  });
}
