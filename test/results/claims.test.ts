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

test('overlapping intervals are noise, intervals apart decide in either direction', () => {
  const genre = (ori: number, acc: number) =>
    verdicts([exampleRow('Ori', 'genre', 'accuracy', ori), exampleRow('ACC', 'genre', 'accuracy', acc)])[
      'acc-improves-genre'
    ];
  expect(genre(0.5, 0.52)).toBe('within noise');
  expect(genre(0.5, 0.6)).toBe('holds');
  expect(genre(0.6, 0.5)).toBe('does not hold');
});

test('the comparison says which column is the run, and that it is the synthetic world', () => {
  const beside = comparison(exampleRows());
  const bundle = (beside as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for('Jupyter.display')]!();
  expect(beside.rows.find(({ claim }) => claim.id === 'adc-forgets-most')).toMatchObject({
    paper: 'holds',
    run: 'holds',
  });
  for (const text of Object.values(bundle)) expect(text).toMatch(/synthetic world/i);
});
