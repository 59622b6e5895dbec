import { AccError } from '../core/index.js';
import type { Interval } from './interval.js';
import { mean } from './mean.js';
import { studentQuantile } from './student-t.js';

/** Student's t interval of the mean of independent values. @param values at least two, else 'statistics/no-values' */
export function tInterval(values: readonly number[], confidence = 0.95): Interval {
  const error = sampleDeviation(values) / Math.sqrt(values.length);
  const reach = studentQuantile(confidence, values.length - 1) * error;
  const middle = mean(values);
  return { low: middle - reach, high: middle + reach };
}

/** The standard deviation of a sample, with n - 1. @param values at least two, else 'statistics/no-values' */
export function sampleDeviation(values: readonly number[]): number {
  if (values.length < 2)
    throw new AccError('statistics/no-values', { message: 'a standard deviation needs at least two values' });
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}
