import { expect, test } from 'vitest';
import { atLeast, twoProportions } from '../../src/statistics/index.js';

test('all of some alternatives have the largest p, one of them the smallest times their number', () => {
  expect(atLeast(3, [0.04, 0.01, 0.02])).toBe(0.04);
  expect(atLeast(1, [0.04, 0.01, 0.02])).toBeCloseTo(0.03, 12);
  expect(atLeast(2, [0.04, 0.01, 0.02])).toBeCloseTo(0.04, 12);
});

test('more alternatives than there are cannot be true, and p is at most 1', () => {
  expect(atLeast(2, [0.01])).toBe(1);
  expect(atLeast(1, [0.6, 0.7])).toBe(1);
});

test('58.50 against 65.03 % of 1,241 items is z = 3.35, 61.72 against 65.03 % is 1.71', () => {
  expect(twoProportions(0.6503, 0.585, 1241)).toBeCloseTo(3.35, 2);
  expect(twoProportions(0.6503, 0.6172, 1241)).toBeCloseTo(1.71, 2);
});
