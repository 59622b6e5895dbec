import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { assertSpider, checkSpider, paper, paperRows, type ResultRow } from '../../src/results/index.js';
import { readDataFile } from '../../src/yaml/index.js';

const transcription = join(import.meta.dirname, '..', 'fixtures', 'paper', 'tables.yaml');

test('the paper gives 100 caption scores and 16 accuracies, the latter as fractions', () => {
  const rows = paperRows();
  expect(rows.filter(({ metric }) => metric !== 'accuracy')).toHaveLength(100);
  expect(rows.filter(({ metric }) => metric === 'accuracy').map(({ value }) => value)).toContain(0.9361);
});

test('every printed value equals that of a second transcription', () => {
  const printed = parse(readFileSync(transcription, 'utf8'));
  const sets: Record<string, string> = { audiocaps: 'AudioCaps', clotho: 'Clotho' };
  const tasks = ['vocal', 'emotion', 'instrument', 'genre'];
  for (const { arm, set, metric, value, protocol } of paperRows()) {
    const expected =
      metric === 'accuracy'
        ? printed.table_3[arm][tasks.indexOf(set)] / 100
        : printed[`table_${protocol!.table}`][sets[set]!][arm][printed.metrics.indexOf(metric)];
    expect(value, `${arm} ${set} ${metric}`).toBeCloseTo(expected, 10);
  }
});

test('SPIDEr is the mean of SPICE and CIDEr-D in nine of ten printed rows; the tenth implies a tenth of its SPICE', () => {
  const broken = checkSpider(paperRows()).filter(({ holds }) => !holds);
  expect(checkSpider(paperRows())).toHaveLength(10);
  expect(broken.map(({ arm, set, impliedSpice }) => [arm, set, impliedSpice])).toEqual([['ADC', 'audiocaps', 0.0449]]);
});

test('a computed row is not written unless its SPIDEr is the mean of its SPICE and CIDEr-D; a missing SPICE is no violation', () => {
  const rows = (spice: number | null) =>
    [
      ['spice', spice],
      ['cider_d', 0.7134993632268781],
      ['spider', 0.4413693967522059],
    ].map(([metric, value]) => ({ ...paperRows()[0]!, source: 'run', metric, value }) as ResultRow);
  assertSpider(rows(0.16923943027753363));
  assertSpider(rows(null));
  expect(() => assertSpider(rows(0.1692395))).toThrow(expect.objectContaining({ code: 'results/spider-identity' }));
});

test('a suspect cell keeps its printed value and carries the reason and the corrected value', () => {
  const cell = (arm: string, set: string, metric: string) =>
    paperRows().find((row) => row.arm === arm && row.set === set && row.metric === metric)!;
  expect(cell('ADC', 'audiocaps', 'spice')).toMatchObject({
    value: 0.448,
    suspect: { corrected: 0.0448, misprint: true },
  });
  expect(cell('ACC', 'clotho', 'bleu_1')).toMatchObject({ value: 0.1039, suspect: { corrected: 0.1999 } });
  expect(cell('AC', 'clotho', 'rouge_l').suspect?.corrected).toBeNull();
  expect(cell('AC', 'audiocaps', 'meteor').suspect?.misprint).toBe(false);
  expect(cell('AC', 'clotho', 'meteor').suspect).toBeUndefined();
});

test('the number of items of a classification set fits its four printed percentages, or is said not to', () => {
  const { classificationItems, classificationPercent, classificationSets } = paper();
  for (const { set, n, fits } of classificationItems) {
    const printed = classificationPercent.map(({ values }) => values[classificationSets.indexOf(set)]!);
    const possible = new Set(Array.from({ length: n + 1 }, (_, right) => ((100 * right) / n).toFixed(2)));
    expect([set, printed.every((percent) => possible.has(percent.toFixed(2)))]).toEqual([set, fits]);
  }
});

test('the learning rate is marked as inferred, and the numbers are frozen', () => {
  expect(paper().training.find(({ name }) => name === 'learning_rate')).toMatchObject({
    printed: null,
    inferred: 1e-4,
  });
  expect(Object.isFrozen(paper().captioning[0]!.values)).toBe(true);
});

const root = process.env.ACC_ROOT;
let folder: string | undefined;
afterEach(() => {
  if (folder) rmSync(folder, { recursive: true });
  folder = undefined;
  if (root === undefined) delete process.env.ACC_ROOT;
  else process.env.ACC_ROOT = root;
});

test('an invalid data file is a named error with its line', () => {
  folder = mkdtempSync(join(tmpdir(), 'acc-data-'));
  process.env.ACC_ROOT = folder;
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data/a.yaml'), 'version: 1\nvalues:\n  - 1\n  - two\n');
  const read = () =>
    readDataFile('data/a.yaml', z.strictObject({ version: z.int(), values: z.array(z.number()) }), 'results/data-file');
  expect(read).toThrow(expect.objectContaining({ code: 'results/data-file', file: 'data/a.yaml', line: 4 }));
});
