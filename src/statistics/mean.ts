import { AccError } from '../core/index.js';

/** The arithmetic mean; throws 'statistics/no-values' for an empty list instead of returning NaN or zero. */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new AccError('statistics/no-values', { message: 'the mean needs at least one value' });
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
