import { expect, test } from 'vitest';
import { type Comparison, claimsText, comparison, displaySymbol } from '../../../src/results/index.js';
import { exampleRow, exampleRows } from '../example-rows.js';
import { drawnScores, valueRows } from './simulated-scores.js';

const bundle = (value: Comparison): Record<string, string> =>
  (value as unknown as Record<symbol, () => Record<string, string>>)[displaySymbol]!();

const judgements = (value: Comparison, id: string) => value.rows.find(({ claim }) => claim.id === id)!.judgements;

const draws = [0, 1, 2].map((arm) => ({ base: 0, arm }));

test('without a run the claims are judged on the printed tables and on the corrected ones', () => {
  const value = comparison([]);
  expect(value.columns).toEqual([
    { heading: 'As printed', printed: true },
    { heading: 'Misprints corrected', printed: true },
  ]);
  expect(judgements(value, 'acc-not-best-in-spice').map(({ verdict }) => verdict)).toEqual(['holds', 'fails']);
});

test('every form names the synthetic world, the verdicts with their counts, and why there is none', () => {
  for (const text of Object.values(bundle(comparison(exampleRows())))) {
    expect(text).toMatch(/synthetic world/i);
    expect(text).toContain('36 of 40');
    expect(text).toMatch(/undecided, no scores of single items/);
    expect(text).toMatch(/not comparable: 2 \(ROUGE-L\)/);
  }
});

test('a recorded run has a column of its own, before yours', () => {
  const scores = drawnScores({ sets: ['genre'], draws, sd: 0.01, accuracies: { Ori: 0.2, ACC: 0.9 } });
  const value = comparison(
    [exampleRow('Ori', 'genre', 'accuracy', 0.5), exampleRow('ACC', 'genre', 'accuracy', 0.6)],
    [],
    { rows: valueRows(scores), scores },
  );
  expect(value.columns.map(({ heading }) => heading)).toEqual([
    'As printed',
    'Misprints corrected',
    'Recorded run',
    'Synthetic world',
  ]);
  expect(judgements(value, 'acc-improves-genre').map(({ verdict }) => verdict)).toEqual([
    'holds',
    'holds',
    'holds',
    'undecided',
  ]);
});

test('a metric that no arm has is named beside the verdict', () => {
  const rows = ['AC', 'ACC'].flatMap((arm) => [
    exampleRow(arm, 'audiocaps', 'bleu_4', arm === 'AC' ? 0.1 : 0.9),
    exampleRow(arm, 'audiocaps', 'spider', null),
  ]);
  expect(claimsText(comparison(rows))).toContain(
    'undecided, no scores of single items (1 of 1; not comparable: 5 (CIDEr-D, SPIDEr, BLEU-1',
  );
});

test('an arm that a run lacks is named beside the verdict, not each of its metrics', () => {
  const rows = ['ADC', 'ACC'].flatMap((arm) => [
    exampleRow(arm, 'audiocaps', 'bleu_4', 0.5),
    exampleRow(arm, 'audiocaps', 'fense', null),
  ]);
  const text = claimsText(comparison(rows));
  expect(text).toMatch(/Synthetic world: +undecided, no scores of single items \(0 of 1; not comparable: 17 \(no AC, /);
  expect(text).toMatch(/better than AC too, in all four tasks\.\n.*\n.*\n.*not comparable \(no AC\)/);
  expect(text).toMatch(/On AudioCaps, ADC improves no metric over AC\.\n.*\n.*\n.*not comparable \(no AC\)/);
});

test('a set that a run lacks is named where a claim is about one metric', () => {
  const rows = ['Ori', 'ADC'].map((arm) => exampleRow(arm, 'genre', 'accuracy', 0.5));
  expect(claimsText(comparison(rows))).toContain('(0 of 1; not comparable: 3 (VocalSound, IEMOCAP, NSynth))');
});

test('on request, the text lists every comparison with its difference, interval, p, items and draws', () => {
  const scores = drawnScores({ sets: ['genre'], draws, sd: 0.01, accuracies: { Ori: 0.2, ACC: 0.9 } });
  const text = claimsText(comparison(valueRows(scores), scores), true);
  expect(text).toContain('AudioCaps, BLEU-4: ACC above AC');
  expect(text).toMatch(/GTZAN, Accuracy: ACC above Ori\n.*\+1\.40 points, z = 0\.69 if unpaired, n = 999/);
  expect(text).toMatch(
    /Synthetic world: +\+\d\d\.\d\d points \[\d\d\.\d\d, \d\d\.\d\d\], p [=<] [\d.]+, n = 120, 3 draws/,
  );
});

test('a difference of differences between two sets is judged over draws', () => {
  const value = comparison([]);
  const [printed] = judgements(value, 'joint-difference-smaller-out-of-domain');
  expect(printed!.comparisons[0]!).toMatchObject({
    thanOn: 'clotho',
    difference: expect.closeTo(0.4991 - 0.3361 - (0.205 - 0.1659), 10),
  });
});
