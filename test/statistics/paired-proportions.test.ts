import { expect, test } from 'vitest';
import { pairedProportions } from '../../src/statistics/index.js';

/** Intervals as printed by Newcombe (1998), Altman et al. (2000, table 6.2) and Fagerland et al. (2014), p of scipy.stats.binomtest. */
test.each([
  [36, 12, 2, 0, -0.3404, -0.0569, 0.0129],
  [14, 5, 0, 22, -0.226, -0.011, 0.0625],
  [1, 1, 7, 12, 0.026, 0.507, 0.0703],
])('%i both, %i first only, %i second only, %i neither', (both, firstOnly, secondOnly, neither, low, high, p) => {
  const { interval, ...found } = pairedProportions({ both, firstOnly, secondOnly, neither });
  const digits = low === -0.3404 ? 4 : 3;
  expect(interval.low).toBeCloseTo(low, digits);
  expect(interval.high).toBeCloseTo(high, digits);
  expect(found.p).toBeCloseTo(p, 4);
  expect(found.difference).toBeCloseTo((secondOnly - firstOnly) / (both + firstOnly + secondOnly + neither), 12);
});

test('systems that never differ have a difference of 0 with an interval around it', () => {
  const { difference, interval, p } = pairedProportions({ both: 5, firstOnly: 0, secondOnly: 0, neither: 0 });
  expect([difference, p]).toEqual([0, 1]);
  expect(interval.low).toBeLessThan(-0.2);
});
