import { expect, test } from 'vitest';
import { sampleDeviation, tInterval } from '../../src/statistics/index.js';

test('the t interval of three values is their mean ± 4.303 standard errors', () => {
  const values = [0.1, 0.2, 0.6];
  const error = sampleDeviation(values) / Math.sqrt(3);
  expect(sampleDeviation(values)).toBeCloseTo(Math.sqrt(0.07), 12);
  const { low, high } = tInterval(values);
  expect([low, high]).toEqual([expect.closeTo(0.3 - 4.30265 * error, 5), expect.closeTo(0.3 + 4.30265 * error, 5)]);
});

test('one value has no deviation', () => {
  expect(() => sampleDeviation([0.5])).toThrow(expect.objectContaining({ code: 'statistics/no-values' }));
});
