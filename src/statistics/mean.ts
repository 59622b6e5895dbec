import { AccError } from '../core/index.js';

/** The arithmetic mean; of nothing it is 'statistics/no-values', never NaN or zero. */
export function mean(values: readonly number[]): number {
  if (values.length === 0)
    throw new AccError('statistics/no-values', { message: 'the mean of no values was asked for' });
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
