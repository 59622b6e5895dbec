import { expect, test } from 'vitest';
import {
  claims,
  correctedEvidence,
  type ItemScores,
  type Judgement,
  judgeClaims,
  paperRows,
  printedEvidence,
  runEvidence,
} from '../../../src/results/index.js';
import { exampleRow } from '../example-rows.js';
import { drawnScores, valueRows } from './simulated-scores.js';

const judged = (id: string, judgements: readonly Judgement[]): Judgement =>
  judgements.find(({ claim }) => claim.id === id)!;

/** Counted by hand on the printed tables, and with the misprints corrected; ROUGE-L of Clotho as printed. */
const byHand = {
  'acc-better-captions': ['fails', 36, 40, 'fails', 37],
  'acc-better-captions-than-adc': ['fails', 19, 20, 'holds', 20],
  'acc-best-in-domain': ['holds', 18, 18, 'holds', 18],
  'acc-not-best-in-spice': ['holds', 1, 2, 'fails', 0],
  'acc-above-ac-in-domain': ['holds', 6, 6, 'holds', 6],
  'adc-improves-nothing-in-domain': ['fails', 9, 10, 'holds', 10],
  'adc-below-ac-in-several-metrics': ['holds', 9, 10, 'holds', 10],
  'acc-best-in-seven-metrics-out-of-domain': ['holds', 14, 14, 'holds', 14],
  'acc-best-in-most-metrics-out-of-domain': ['holds', 7, 10, 'holds', 7],
  'acc-consistently-best-out-of-domain': ['fails', 17, 20, 'fails', 17],
  'acc-above-ac-out-of-domain': ['fails', 7, 10, 'fails', 7],
  'ac-above-acc-in-fense-and-spider': ['holds', 2, 2, 'holds', 2],
  'ac-above-acc-nowhere-else': ['fails', 7, 8, 'fails', 7],
  'adc-below-out-of-domain': ['holds', 20, 20, 'holds', 20],
  'joint-acc-above-joint-adc': ['holds', 20, 20, 'holds', 20],
  'joint-acc-above-joint-adc-in-domain': ['holds', 6, 6, 'holds', 6],
  'joint-acc-above-joint-adc-out-of-domain': ['holds', 2, 2, 'holds', 2],
  'joint-difference-smaller-out-of-domain': ['holds', 10, 10, 'holds', 10],
  'acc-keeps-more-than-adc': ['holds', 4, 4, 'holds', 4],
  'acc-keeps-more-than-ac': ['fails', 2, 4, 'fails', 2],
  'adc-forgets': ['holds', 4, 4, 'holds', 4],
  'acc-avoids-forgetting': ['fails', 1, 4, 'fails', 1],
  'ac-best-on-speech': ['holds', 6, 6, 'holds', 6],
  'acc-above-adc-on-speech': ['holds', 2, 2, 'holds', 2],
  'acc-loses-least-on-music': ['holds', 4, 4, 'holds', 4],
  'acc-best-on-instruments': ['holds', 2, 2, 'holds', 2],
  'acc-improves-genre': ['holds', 1, 1, 'holds', 1],
  'adc-worst': ['holds', 12, 12, 'holds', 12],
  'joint-acc-above-ac-out-of-domain': ['fails', 5, 10, 'fails', 6],
  'joint-acc-above-acc-out-of-domain': ['fails', 6, 10, 'fails', 4],
  'joint-adc-above-ac-in-domain': ['fails', 0, 10, 'fails', 0],
  'joint-adc-above-ac-out-of-domain': ['fails', 4, 10, 'fails', 1],
} as const;

test('every claim on the printed tables has the verdict and the counts that were found by hand', () => {
  const found = judgeClaims(printedEvidence()).map(({ claim, verdict, agreeing, comparable, notComparable, p }) => [
    claim.id,
    [verdict, agreeing, comparable, notComparable, p],
  ]);
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(
      Object.entries(byHand).map(([id, [verdict, agreeing, of]]) => [id, [verdict, agreeing, of, 0, undefined]]),
    ),
  );
});

test('with the misprints corrected, a cell whose right value is unknown is not comparable, and the rest is as found by hand', () => {
  const rouge = (judgement: Judgement): number =>
    judgement.comparisons.filter(
      ({ set, metric, better, worse }) =>
        set === 'clotho' && metric === 'rouge_l' && !`${better}${worse}`.startsWith('AC+ACCAC+'),
    ).length;
  for (const judgement of judgeClaims(correctedEvidence())) {
    const [, , of, verdict, agreeing] = byHand[judgement.claim.id as keyof typeof byHand];
    const perMetric = judgement.claim.count === 'metrics';
    const unknown = perMetric ? Math.min(1, rouge(judgement)) : rouge(judgement);
    expect(judgement, judgement.claim.id).toMatchObject({ verdict, notComparable: unknown, comparable: of - unknown });
    // in Table 1 as printed, every ROUGE-L of Clotho goes in the direction of the claim
    expect(judgement.agreeing + unknown, judgement.claim.id).toBe(agreeing);
  }
});

test('the file has the claims that were found by hand, each with its sections', () => {
  expect(claims().map(({ id }) => id)).toEqual(Object.keys(byHand));
  expect(
    claims()
      .filter(({ sections }) => sections.length === 0)
      .map(({ id }) => id),
  ).toHaveLength(4);
});

test.each([
  ['emotion', 'AC', 'ADC', 3.35],
  ['emotion', 'Ori', 'ADC', 2.22],
  ['emotion', 'ACC', 'ADC', 1.64],
  ['emotion', 'AC', 'ACC', 1.71],
  ['emotion', 'AC', 'Ori', 1.13],
  ['instrument', 'ACC', 'ADC', 2.35],
  ['instrument', 'AC', 'ACC', -1.86],
  ['instrument', 'AC', 'ADC', 0.5],
  ['genre', 'ACC', 'ADC', 2.19],
  ['genre', 'ACC', 'Ori', 0.69],
  ['genre', 'AC', 'ADC', 1.65],
  ['genre', 'Ori', 'ADC', 1.5],
])('printed %s of %s and %s as unpaired proportions of the items that fit: z = %f', (set, better, worse, z) => {
  const { find } = printedEvidence();
  expect(find({ set, metric: 'accuracy', better, worse })).toMatchObject({
    z: { value: expect.closeTo(z, 2), fits: true },
  });
});

test('no number of items fits the printed percentages of VocalSound', () => {
  const { find } = printedEvidence();
  expect(find({ set: 'vocal', metric: 'accuracy', better: 'ACC', worse: 'ADC' })).toMatchObject({
    z: { value: expect.closeTo(14.8, 2), n: 3594, fits: false },
  });
});

const draws = [0, 1, 2, 3, 4].map((arm) => ({ base: 0, arm }));

/** Four arms with these accuracies on genre, in five draws. */
function genre(accuracies: Record<string, number>, of = draws): Judgement[] {
  const scores = drawnScores({ sets: ['genre'], draws: of, sd: 0.01, accuracies });
  return judgeClaims(runEvidence(valueRows(scores), scores));
}

test('five draws decide in either direction', () => {
  const better = judged('acc-improves-genre', genre({ Ori: 0.4, ACC: 0.8 }));
  expect(better).toMatchObject({ verdict: 'holds', agreeing: 1, comparable: 1 });
  expect(better.adjusted).toBeLessThan(0.05);
  expect(better.adjusted).toBeGreaterThanOrEqual(better.p!);
  expect(better.comparisons[0]).toMatchObject({ draws: 5, test: { items: 120, method: 't over draws and items' } });
  expect(judged('acc-improves-genre', genre({ Ori: 0.8, ACC: 0.4 }))).toMatchObject({ verdict: 'fails', agreeing: 0 });
  expect(judged('acc-improves-genre', genre({ Ori: 0.6, ACC: 0.62 })).verdict).toBe('undecided');
});

test('one draw decides nothing, whatever the difference; the test in this draw is shown', () => {
  const { verdict, reason, p, comparisons } = judged(
    'acc-improves-genre',
    genre({ Ori: 0.1, ACC: 0.9 }, draws.slice(0, 1)),
  );
  expect({ verdict, reason, p }).toEqual({ verdict: 'undecided', reason: 'one seed', p: undefined });
  expect(comparisons[0]).toMatchObject({ draws: 1, test: { method: 'exact McNemar, in this draw' } });
});

test('without the scores of single items a run has differences, and no verdict', () => {
  const rows = [exampleRow('Ori', 'genre', 'accuracy', 0.5), exampleRow('ACC', 'genre', 'accuracy', 0.9)];
  expect(judged('acc-improves-genre', judgeClaims(runEvidence(rows, [])))).toMatchObject({
    verdict: 'undecided',
    reason: 'no scores of single items',
    agreeing: 1,
  });
});

test('an arm or metric that a run lacks is not comparable, and the rest of the claim is judged', () => {
  const genreOnly = judged('acc-keeps-more-than-adc', genre({ ADC: 0.2, ACC: 0.9 }));
  expect(genreOnly).toMatchObject({ verdict: 'holds', comparable: 1, notComparable: 3 });
  expect(judged('acc-improves-genre', genre({ ACC: 0.9 }))).toMatchObject({ verdict: 'not comparable', comparable: 0 });
  expect(new Set(judgeClaims(runEvidence([], [])).map(({ verdict }) => verdict))).toEqual(new Set(['not comparable']));
});

test('a claim of several tasks holds only if every one is shown, and fails if one is shown the other way', () => {
  const scores = (arms: Record<string, number>, sets: string[]): ItemScores[] =>
    drawnScores({ sets, draws, sd: 0.01, accuracies: arms });
  const mixed = [
    ...scores({ ADC: 0.2, ACC: 0.9 }, ['vocal', 'emotion', 'instrument']),
    ...scores({ ADC: 0.7, ACC: 0.7 }, ['genre']),
  ];
  expect(judged('acc-keeps-more-than-adc', judgeClaims(runEvidence(valueRows(mixed), mixed))).verdict).toBe(
    'undecided',
  );
  const reversed = [...mixed.filter(({ set }) => set !== 'genre'), ...scores({ ADC: 0.9, ACC: 0.2 }, ['genre'])];
  expect(judged('acc-keeps-more-than-adc', judgeClaims(runEvidence(valueRows(reversed), reversed)))).toMatchObject({
    verdict: 'fails',
    agreeing: 3,
  });
});

test('arms that answered different items are not compared', () => {
  const scores = drawnScores({ sets: ['genre'], draws, sd: 0, accuracies: { Ori: 0.5, ACC: 0.9 } });
  const others = scores.map((one) => (one.arm === 'ACC' ? { ...one, ids: one.ids.map((id) => `${id}x`) } : one));
  expect(judged('acc-improves-genre', judgeClaims(runEvidence(valueRows(scores), others)))).toMatchObject({
    verdict: 'not comparable',
    reason: 'different items were answered',
  });
});

test('a difference on a single item is not compared', () => {
  const scores = drawnScores({ sets: ['genre'], draws, sd: 0, accuracies: { Ori: 0.5, ACC: 0.9 } });
  const single = scores.map((one) => ({ ...one, ids: one.ids.slice(0, 1), columns: [one.columns[0]!.slice(0, 1)] }));
  expect(judged('acc-improves-genre', judgeClaims(runEvidence(valueRows(scores), single)))).toMatchObject({
    verdict: 'not comparable',
    reason: 'a difference on one item says nothing about others',
  });
});

test('of runs without any difference, at most 5 % get a verdict for one or more claims', () => {
  const runs = 100;
  const equal = { Ori: 0.7, AC: 0.7, ADC: 0.7, ACC: 0.7 };
  const sets = ['vocal', 'emotion', 'instrument', 'genre'];
  const wrong = Array.from({ length: runs }, (_, seed) => {
    const scores = drawnScores({ sets, draws: draws.slice(0, seed % 2 ? 3 : 5), sd: 0.06, accuracies: equal, seed });
    const verdicts = judgeClaims(runEvidence(valueRows(scores), scores)).map(({ verdict }) => verdict);
    return verdicts.includes('holds') || verdicts.includes('fails');
  });
  expect(wrong.filter(Boolean).length / runs).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / runs));
});

test('the printed rows have no number of items, so that nothing on them is a test', () => {
  expect(paperRows().every(({ n }) => n === null)).toBe(true);
});
