import { AccError } from '../core/index.js';
import type { Interval } from './interval.js';
import { normalQuantile } from './normal.js';

/**
 * Wilson's score interval for a proportion (Wilson 1927), without continuity correction.
 * @param successes integer in [0, n]
 * @param n trials, at least one; other values are 'statistics/bad-counts'
 * @returns bounds as fractions in [0, 1]
 */
export function wilson(successes: number, n: number, confidence = 0.95): Interval {
  if (!Number.isInteger(successes) || !Number.isInteger(n) || n < 1 || successes < 0 || successes > n)
    throw new AccError('statistics/bad-counts', { message: `${successes} of ${n} is not a proportion of trials` });
  const z = normalQuantile((1 + confidence) / 2);
  const share = successes / n;
  const middle = share + (z * z) / (2 * n);
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    low: successes === 0 ? 0 : (middle - reach) / scale,
    high: successes === n ? 1 : (middle + reach) / scale,
  };
}
