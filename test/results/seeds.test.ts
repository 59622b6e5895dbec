import { expect, test } from 'vitest';
import { cellRows, type Draw, type ResultRow } from '../../src/results/index.js';
import { sampleDeviation, tInterval } from '../../src/statistics/index.js';
import { exampleRow } from './example-rows.js';

function drawn(arm: string, draw: Draw, value: number | null): ResultRow {
  const row = exampleRow(arm, 'vocal', 'accuracy', value);
  return {
    ...row,
    draw,
    record: `key-${draw.base}-${draw.arm}`,
    protocol: { task: 'vocal 1', unparsable: draw.arm ?? 9 },
  };
}

const seeds = [0, 1, 2].map((arm) => ({ base: 0, arm }));

test('a cell over several draws is their mean with deviation, values and records, and has no record of its own', () => {
  const values = [0.8, 0.9, 0.7];
  const [cell, ...rest] = cellRows(seeds.map((draw, index) => drawn('ACC', draw, values[index]!)));
  expect(rest).toEqual([]);
  expect(cell).toMatchObject({ arm: 'ACC', metric: 'accuracy', value: expect.closeTo(0.8, 12), n: 120 });
  expect(cell!.seeds).toEqual({
    ...{ n: 3, sd: sampleDeviation(values), values, draws: seeds },
    records: ['key-0-0', 'key-0-1', 'key-0-2'],
  });
  expect(cell).not.toHaveProperty('record');
  expect(cell).not.toHaveProperty('draw');
  expect(cell!.protocol).toEqual({ task: 'vocal 1', unparsable: '0; 1; 2' });
});

test('the interval over seeds on one base is a t interval, cut at the range of the metric, and says what it contains', () => {
  const [cell] = cellRows(seeds.map((draw, index) => drawn('ACC', draw, [0.9, 0.95, 1][index]!)));
  const { low } = tInterval([0.9, 0.95, 1]);
  expect(cell!.interval).toEqual({ low, high: 1, method: 't over 3 seeds, for these items' });
});

test('draws of several bases count as one value per base, as those of one base are not independent', () => {
  const draws = [0, 1].flatMap((base) => [0, 1, 2].map((arm) => ({ base, arm })));
  const [cell] = cellRows(draws.map((draw, index) => drawn('ACC', draw, [0.5, 0.5, 0.5, 0.6, 0.6, 0.6][index]!)));
  const means = tInterval([0.5, 0.6]);
  expect(cell!.interval).toMatchObject({ low: 0, high: expect.closeTo(Math.min(1, means.high), 12) });
  expect(cell!.interval!.method).toBe('t over the means of 2 bases, for these items');
  expect(cell!.seeds!.n).toBe(6);
});

test('one draw keeps its row and interval and has no deviation', () => {
  const row = drawn('Ori', { base: 0, arm: null }, 0.9);
  const [cell] = cellRows([row]);
  expect(cell).toEqual({ ...row, seeds: { n: 1, values: [0.9], draws: [row.draw], records: ['key-0-null'] } });
});

test('a draw without a value leaves the cell without one and names the draw', () => {
  const [cell] = cellRows(seeds.map((draw, index) => drawn('ACC', draw, index === 1 ? null : 0.9)));
  expect(cell).toMatchObject({ value: null, missing: 'no value for base 0, seed 1: Java is not installed' });
  expect(cell!.seeds).toMatchObject({ n: 2, values: [0.9, null, 0.9] });
  expect(cell).not.toHaveProperty('interval');
});

test('cells keep the order in which arms, sets and metrics first appear', () => {
  const rows = seeds.flatMap((draw) => ['ADC', 'ACC'].map((arm) => drawn(arm, draw, 0.5)));
  expect(cellRows(rows).map(({ arm }) => arm)).toEqual(['ADC', 'ACC']);
});
