import { expect, test } from 'vitest';
import {
  contrast,
  differenceOverDraws,
  drawnDifference,
  type ItemValues,
  itemValues,
} from '../../src/statistics/index.js';

const accuracyOf = (items: number[]): ItemValues => itemValues([items], (sums, n) => sums[0]! / n);

const draw = (first: number[], second: number[], cluster = 'one') => ({
  cluster,
  first: accuracyOf(first),
  second: accuracyOf(second),
});

test('the item values of a mean are the values themselves; of a ratio of sums, their variance is that of the jackknife', () => {
  expect(accuracyOf([1, 0, 1, 1])).toEqual({ value: 0.75, items: Float64Array.of(1, 0, 1, 1) });
  const { value, items } = itemValues(
    [
      [1, 2, 3],
      [2, 2, 4],
    ],
    (sums) => sums[0]! / sums[1]!,
  );
  expect(value).toBe(0.75);
  const without = [5 / 6, 4 / 6, 3 / 4];
  for (const [item, left] of without.entries()) expect(items[item]).toBeCloseTo(3 * 0.75 - 2 * left, 12);
});

test('without a variance of items the interval is that of Student’s t over draws', () => {
  const { difference, interval, p, draws } = differenceOverDraws({
    byDraw: [0.1, 0.2, 0.3],
    itemVariance: 0,
    items: 50,
  });
  const reach = (4.302652729749464 * 0.1) / Math.sqrt(3);
  expect([difference, draws]).toEqual([expect.closeTo(0.2, 12), 3]);
  expect(interval).toEqual({ low: expect.closeTo(0.2 - reach, 9), high: expect.closeTo(0.2 + reach, 9) });
  expect(p).toBeCloseTo(0.07417990022744853, 9);
});

test('where draws hardly differ, the variance of the items decides', () => {
  const { interval, p } = differenceOverDraws({ byDraw: [0.1, 0.1001, 0.0999], itemVariance: 0.04 ** 2, items: 120 });
  expect(interval.high - 0.1).toBeCloseTo(0.0792, 3);
  expect(p).toBeCloseTo(0.0138, 3);
});

test('draws of one base model count once: its mean difference', () => {
  const draws = [
    draw([0, 0, 1], [1, 1, 1], 'base 1'),
    draw([0, 0, 1], [0, 0, 1], 'base 1'),
    draw([0, 1, 1], [1, 1, 1], 'base 2'),
  ];
  const { byDraw, items } = drawnDifference(draws);
  expect([byDraw, items]).toEqual([[expect.closeTo(1 / 3, 12), expect.closeTo(1 / 3, 12)], 3]);
  expect(differenceOverDraws(drawnDifference(draws)).draws).toBe(2);
});

test('with one base model, its arms are the draws', () => {
  expect(drawnDifference([draw([0, 1], [1, 1]), draw([0, 1], [0, 1])]).byDraw).toEqual([0.5, 0]);
});

test('the items are the same in every draw: an item that always differs is no surer with more draws', () => {
  const one = drawnDifference([draw([0, 1, 0, 1], [1, 1, 0, 1])]);
  const three = drawnDifference(Array.from({ length: 3 }, () => draw([0, 1, 0, 1], [1, 1, 0, 1])));
  expect(three.itemVariance).toBeCloseTo(one.itemVariance, 12);
});

test('a difference of differences has the variance of both sets of items', () => {
  const first = { byDraw: [0.3, 0.4], itemVariance: 0.01, items: 20 };
  const second = { byDraw: [0.1, 0.3], itemVariance: 0.02, items: 10 };
  const { byDraw, itemVariance, items } = contrast(first, second);
  expect([byDraw, itemVariance, items]).toEqual([[expect.closeTo(0.2), expect.closeTo(0.1)], expect.closeTo(0.03), 10]);
});

test('two arms that always answer alike do not differ, and a few items that all differ alike are not certain', () => {
  expect(differenceOverDraws(drawnDifference([draw([1, 0], [1, 0]), draw([1, 0], [1, 0])]))).toMatchObject({
    difference: 0,
    p: 1,
  });
  expect(differenceOverDraws(drawnDifference([draw([0, 0], [1, 1]), draw([0, 0], [1, 1])]))).toMatchObject({
    difference: 1,
    p: 0.5,
  });
});

test('one draw, or one item, has no variance: a named error', () => {
  const code = expect.objectContaining({ code: 'statistics/one-draw' });
  expect(() => differenceOverDraws(drawnDifference([draw([0, 1], [1, 1])]))).toThrow(code);
  expect(() => differenceOverDraws(drawnDifference([draw([0], [1]), draw([1], [1])]))).toThrow(code);
});
