import { expect, test } from 'vitest';
import { mcnemar } from '../../src/statistics/mcnemar.js';

/** Two-sided p-values of scipy.stats.binomtest(first, first + second). */
test.each([
  [0, 0, 1],
  [1, 0, 1],
  [5, 0, 0.0625],
  [0, 10, 0.001953125],
  [8, 2, 0.109375],
  [92, 50, 0.0005337707534569337],
  [1200, 1000, 2.181702640791419e-5],
  [3000, 2999, 1.0],
])('%i against %i items give p = %f', (first, second, p) => {
  expect(mcnemar(first, second)).toBeCloseTo(p, 12);
  expect(mcnemar(second, first)).toBeCloseTo(p, 12);
});

test('what is no count is an error', () => {
  expect(() => mcnemar(1.5, 2)).toThrow(expect.objectContaining({ code: 'statistics/bad-counts' }));
  expect(() => mcnemar(-1, 2)).toThrow(expect.objectContaining({ code: 'statistics/bad-counts' }));
});
