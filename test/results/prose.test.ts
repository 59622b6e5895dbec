import { expect, test } from 'vitest';
import { displaySymbol, listText, prose } from '../../src/results/index.js';
import { exampleRow } from './example-rows.js';

const row = exampleRow('ADC', 'vocal', 'accuracy', 0.1583);

test('prose contains rows with unit and spread, whole numbers, lists, texts and other prose', () => {
  const seeds = { n: 2, sd: 0.012, values: [0.15, 0.17], draws: [], records: [] };
  expect(prose`${row}, ${{ ...row, seeds }} of ${4800} answers; ${['A', 'B', 'C']}: ${prose`*${'so'}*`}`.markdown).toBe(
    '15.83 %, 15.83 % ± 1.20 of 4,800 answers; A, B and C: *so*',
  );
});

test('a cell without a value is shown as not computed, and a number without agreed digits is an error', () => {
  expect(prose`${{ ...row, value: null }}`.markdown).toBe('n. c.');
  expect(() => prose`${0.158}`).toThrow(TypeError);
});

test('notebooks show prose as Markdown', () => {
  const shown = prose`**${1}**` as unknown as Record<symbol, () => unknown>;
  expect(shown[displaySymbol]!()).toEqual({ 'text/markdown': '**1**', 'text/plain': '**1**' });
});

test('a list of one or none is no list', () => {
  expect([[], ['A'], ['A', 'B']].map(listText)).toEqual(['none', 'A', 'A and B']);
});
