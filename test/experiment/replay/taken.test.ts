import { expect, test } from 'vitest';
import { takenCells } from '../../../src/experiment/run/replay/taken.js';
import { exampleRow } from '../../results/example-rows.js';

const spice = (value: number | null) => exampleRow('ACC', 'audiocaps', 'spice', value);

test('a metric whose program is missing here keeps its recorded number, with the reason', () => {
  const taken = takenCells([spice(0.2)], [spice(null)]);
  expect([...taken]).toEqual([['audiocaps, spice', { row: spice(0.2), reason: 'Java is not installed' }]]);
});

test('a metric that the run could not compute is not computed here either', () => {
  const taken = takenCells([spice(null)], [spice(0.2)]);
  expect([...taken.values()]).toEqual([
    { row: spice(null), reason: 'the run has no value of it: Java is not installed' },
  ]);
  expect([...takenCells([spice(null)], [spice(null)]).values()]).toEqual([{ row: spice(null) }]);
});

test('a metric that needs no program is always computed again', () => {
  const rouge = (value: number | null) => exampleRow('ACC', 'audiocaps', 'rouge_l', value);
  expect(takenCells([rouge(0.2)], [rouge(null)]).size).toBe(0);
  expect(takenCells([spice(0.2)], [spice(0.3)]).size).toBe(0);
});
