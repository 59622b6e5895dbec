import { expect, test } from 'vitest';
import { wilson } from '../../src/statistics/index.js';

test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
  [20, 20, 0.8389, 1],
])('%i of %i has the Wilson interval tabulated by Newcombe (1998)', (successes, n, low, high) => {
  expect(wilson(successes, n).low).toBeCloseTo(low, 4);
  expect(wilson(successes, n).high).toBeCloseTo(high, 4);
});

test('more confidence gives a wider interval around the proportion', () => {
  const usual = wilson(30, 50);
  const wide = wilson(30, 50, 0.99);
  expect(wide.low).toBeLessThan(usual.low);
  expect(usual.low).toBeLessThan(0.6);
  expect(wide.high).toBeGreaterThan(usual.high);
});

test('at 99 % the underlying normal quantile is 2.5758', () => {
  const { high } = wilson(0, 1, 0.99);
  expect(high).toBeCloseTo(2.5758293035489 ** 2 / (1 + 2.5758293035489 ** 2), 12);
});

test.each([
  [1, 0],
  [5, 4],
  [-1, 4],
  [1.5, 4],
])('%d of %d is rejected with a named error', (successes, n) => {
  expect(() => wilson(successes, n)).toThrow(expect.objectContaining({ code: 'statistics/bad-counts' }));
});
