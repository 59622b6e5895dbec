import { expect, test } from 'vitest';
import { holm, pairedDifference } from '../../src/statistics/index.js';

test("Holm's adjusted values: the smallest times the number of tests, monotone, never above 1", () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.5, 0.9])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});

test('a difference whose sign no resample reverses has the smallest p possible for the number of resamples', () => {
  const { p, interval } = pairedDifference(
    1,
    Float64Array.from({ length: 999 }, (_, i) => 0.5 + i / 999),
  );
  expect(p).toBe(2 / 1000);
  expect(interval.low).toBeGreaterThan(0.5);
});

test('a difference that half of the resamples reverse, or that is 0, has p = 1', () => {
  expect(
    pairedDifference(
      0,
      Float64Array.from({ length: 1000 }, (_, i) => (i % 2 ? 1 : -1)),
    ).p,
  ).toBe(1);
  expect(pairedDifference(0, new Float64Array(1000)).p).toBe(1);
});
