import { expect, test } from 'vitest';
import { comparison, judgeClaims, paperRows } from '../../src/results/index.js';
import { exampleRow, exampleRows } from './example-rows.js';

const verdicts = (rows: Parameters<typeof judgeClaims>[0]): Record<string, string> =>
  Object.fromEntries(judgeClaims(rows).map(({ claim, verdict }) => [claim.id, verdict]));

test('every claim holds on the paper’s own printed numbers', () => {
  expect(new Set(Object.values(verdicts(paperRows())))).toEqual(new Set(['holds']));
});

test('a claim is not computed where a value is missing', () => {
  expect(verdicts(exampleRows())['acc-above-ac-out-of-domain']).toBe('not computed');
});

test('claims that name a missing arm are not computed, and the others are judged', () => {
  const without = verdicts(exampleRows().filter(({ arm }) => arm !== 'ACC' && arm !== 'AC+ADC'));
  expect(without['joint-acc-above-joint-adc']).toBe('not computed');
  expect(without['adc-forgets-most']).toBe('not computed');
  expect(new Set(Object.values(verdicts([])))).toEqual(new Set(['not computed']));
});

test('four items that all arms got wrong are noise, and a value that is not a number is not computed', () => {
  const zero = { low: 0, high: 0.49, method: 'Wilson' };
  const rows = (value: number) =>
    ['Ori', 'ACC'].map((arm) => ({ ...exampleRow(arm, 'genre', 'accuracy', value), n: 4, interval: zero }));
  expect(verdicts(rows(0))['acc-improves-genre']).toBe('within noise');
  expect(verdicts(rows(Number.NaN))['acc-improves-genre']).toBe('not computed');
});

test('a value inside the only computed interval is noise', () => {
  const { interval: _, ...bare } = exampleRow('ACC', 'genre', 'accuracy', 0.51);
  expect(verdicts([exampleRow('Ori', 'genre', 'accuracy', 0.5), bare])['acc-improves-genre']).toBe('within noise');
});

test('overlapping intervals are noise, intervals apart decide in either direction', () => {
  const genre = (ori: number, acc: number) =>
    verdicts([exampleRow('Ori', 'genre', 'accuracy', ori), exampleRow('ACC', 'genre', 'accuracy', acc)])[
      'acc-improves-genre'
    ];
  expect(genre(0.5, 0.52)).toBe('within noise');
  expect(genre(0.5, 0.6)).toBe('holds');
  expect(genre(0.6, 0.5)).toBe('does not hold');
});

test('the comparison states which column is the run, and that it is the synthetic world', () => {
  const beside = comparison(exampleRows());
  const bundle = (beside as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for('Jupyter.display')]!();
  expect(beside.rows.find(({ claim }) => claim.id === 'adc-forgets-most')).toMatchObject({
    paper: 'holds',
    run: 'holds',
  });
  for (const text of Object.values(bundle)) expect(text).toMatch(/synthetic world/i);
});

test('a metric that no arm has is not part of the verdict, and is named', () => {
  const rows = (value: number, arm: string) => [
    exampleRow(arm, 'audiocaps', 'bleu_4', value),
    exampleRow(arm, 'audiocaps', 'cider_d', value),
    { ...exampleRow(arm, 'audiocaps', 'spider', 0), value: null, missing: 'needs SPICE' },
  ];
  const judged = judgeClaims([...rows(0.9, 'ACC'), ...rows(0.1, 'AC')]).find(
    ({ claim }) => claim.id === 'acc-above-ac-in-domain',
  )!;
  expect(judged).toMatchObject({ verdict: 'holds', without: ['spider'] });
});
