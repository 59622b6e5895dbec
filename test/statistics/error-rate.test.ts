import { expect, test } from 'vitest';
import { pairedProportions } from '../../src/statistics/index.js';
import { countsOf, intervalsApart, rateOf, type Simulation, showsDifference } from './simulation.js';

/** few, to be quick; test/statistics/error-rate.slow.test.ts takes many */
const worlds = 400;

/** 5 % and two standard errors of the share of that many worlds. */
const highest = 0.05 + 2 * Math.sqrt((0.05 * 0.95) / worlds);

const rate = (simulation: Simulation, rule: (simulation: Simulation, seed: number) => boolean): number =>
  rateOf(worlds, (seed) => rule(simulation, seed));

const cells = [3, 5].flatMap((draws) => [0, 0.03, 0.06, 0.1].map((sd) => ({ items: 120, draws, sd })));

test.each(cells)('two equal arms differ in at most 5 % of worlds: $draws draws with sd $sd', (cell) => {
  expect(rate(cell, showsDifference)).toBeLessThan(highest);
});

test.each([3, 5])('so do arms that are good at different items, with %i draws', (draws) => {
  for (const sd of [0, 0.06]) expect(rate({ items: 120, draws, sd, own: 1 }, showsDifference)).toBeLessThan(highest);
});

test('so do arms of three base models with two seeds each', () => {
  expect(rate({ items: 120, draws: 6, perBase: 2, sd: 0.06 }, showsDifference)).toBeLessThan(highest);
});

test('so do arms in a metric of sums', () => {
  for (const sd of [0, 0.06])
    expect(rate({ items: 60, draws: 3, sd, metric: 'corpus' }, showsDifference)).toBeLessThan(highest);
});

test('a difference that is there is found: 20 points in most worlds with five draws of sd 0.06', () => {
  expect(rate({ items: 120, draws: 5, sd: 0.06, difference: 0.2 }, showsDifference)).toBeGreaterThan(0.85);
});

test('one draw supports no verdict: intervals that do not overlap, or McNemar, find differences between equal arms', () => {
  const moved = { items: 120, draws: 1, sd: 0.1 };
  expect(rate(moved, intervalsApart)).toBeGreaterThan(0.2);
  expect(rate(moved, (simulation, seed) => pairedProportions(countsOf(simulation, seed)).p < 0.05)).toBeGreaterThan(
    0.2,
  );
});
