import { expect, test } from 'vitest';
import {
  differencesText,
  type Expectation,
  type ExpectingRun,
  expectationsMarkdown,
  expectationsText,
  type ItemScores,
  judgeDifferences,
  judgeExpectations,
} from '../../src/results/index.js';
import { exampleRow } from './example-rows.js';

const items = 40;

/** Accuracies of arms on a set, one per draw: the first `right` of 40 items are right. */
function run(name: string, arms: Record<string, readonly number[]>, ...expected: Partial<Expectation>[]): ExpectingRun {
  const scores = Object.entries(arms).flatMap(([arm, right]) =>
    right.map(
      (count, seed): ItemScores => ({
        ...{ arm, draw: { base: 0, arm: seed }, set: 'genre', metric: 'accuracy', statistic: 'mean' },
        ids: Array.from({ length: items }, (_, item) => String(item)),
        columns: [Array.from({ length: items }, (_, item) => (item < count ? 1 : 0))],
      }),
    ),
  );
  const rows = Object.entries(arms).map(([arm, right]) =>
    exampleRow(arm, 'genre', 'accuracy', right.reduce((sum, count) => sum + count, 0) / right.length / items),
  );
  const usual = { arms: ['ADC'], sets: ['genre'], metric: 'accuracy', direction: 'lower' } as const;
  const ablation = { hypothesis: 'It forgets', expected: expected.map((one) => ({ ...usual, ...one })) };
  return { name, experiment: expected.length > 0 ? { ablation } : {}, rows, scores };
}

const forgets = { ADC: [11, 10, 12, 11], ACC: [30, 31, 29, 32] };

test.each([
  ['lower', 'confirmed'],
  ['higher', 'contradicted'],
  ['same', 'contradicted'],
] as const)('of an arm that is far below the other, "%s" is %s', (direction, verdict) => {
  const [judged] = judgeExpectations([run('mine', forgets, { direction, than: 'ACC' })]);
  expect(judged).toMatchObject({ verdict, than: { run: 'mine', arm: 'ACC' }, finding: { draws: 4, bases: 1 } });
  expect(judged!.finding!.difference).toBeCloseTo(-0.4875, 9);
  expect(judged!.adjusted).toBeLessThan(0.05);
});

test('what was decided about differences is said in sentences, and nothing of one seed', () => {
  const expected = [{ arms: ['ADC'], sets: ['genre'], metric: 'accuracy', direction: 'lower', than: 'ACC' }] as const;
  const textOf = (arms: Record<string, readonly number[]>): string =>
    differencesText(judgeDifferences(run('mine', arms), expected));
  const level = 'Decided is where p, adjusted by Holm’s correction over all 1, is below 5 %.';
  expect(textOf(forgets)).toBe(`ADC is below ACC on MGC. ${level}`);
  expect(textOf({ ADC: forgets.ACC, ACC: forgets.ADC })).toBe(`ADC is above ACC on MGC. ${level}`);
  expect(textOf({ ADC: [30, 31], ACC: [31, 30] })).toMatch(/^No difference is decided. All 1 are undecided/);
  expect(textOf({ ADC: [1], ACC: [39] })).toContain('One draw decides nothing');
  expect(textOf({ ADC: [1] })).toBe('');
});

test('one seed decides nothing, and says so', () => {
  const judged = judgeExpectations([run('mine', { ADC: [1], ACC: [39] }, { than: 'ACC' })]);
  expect(judged).toMatchObject([{ verdict: 'undecided', reason: 'one seed', finding: { draws: 1 } }]);
  expect(judged[0]).not.toHaveProperty('adjusted');
  expect(expectationsText(judged)).toContain('undecided, one seed');
});

test('arms that score every item alike, as after training on the same rows, confirm nothing', () => {
  const alike = { ADC: [30, 31, 29], ACC: [30, 31, 29] };
  const [judged] = judgeExpectations([run('mine', alike, { direction: 'same', than: 'ACC', within: 0.05 })]);
  expect(judged).toMatchObject({ verdict: 'undecided', reason: 'no item is scored differently', adjusted: 1 });
});

test('"the same" is confirmed only where the difference is within what counts as the same', () => {
  const equal = { ADC: [30, 31, 30, 31], ACC: [31, 30, 30, 31] };
  const verdict = (within?: number): unknown =>
    judgeExpectations([run('mine', equal, { direction: 'same', than: 'ACC', within })])[0]!.verdict;
  expect(verdict()).toBe('undecided');
  expect(verdict(0.2)).toBe('confirmed');
  expect(verdict(0.001)).toBe('undecided');
});

test('a sweep is compared with the run of its first values, which has no expectation of its own', () => {
  const swept = (name: string, right: readonly number[]): ExpectingRun => run(name, { ADC: right }, { than: 'rank@2' });
  const judged = judgeExpectations([swept('rank@2', [30, 31, 32]), swept('rank@8', [11, 10, 12])]);
  expect(judged).toMatchObject([{ run: 'rank@8', than: { run: 'rank@2', arm: 'ADC' }, verdict: 'confirmed' }]);
  expect(expectationsText(judged)).toContain('ADC of rank@8 below rank@2, MGC, music by genre, Accuracy: confirmed');
});

test('recorded runs are compared with each other by the names that they had in their store', () => {
  const swept = (name: string, right: readonly number[]): ExpectingRun => run(name, { ADC: right }, { than: 'rank@2' });
  const runs = [swept('recorded/rank@2', [30, 31]), swept('recorded/rank@8', [11, 10])];
  const judged = judgeExpectations([...runs, swept('rank@2', [30, 31])]);
  expect(judged.map(({ run, than }) => [run, than?.run])).toEqual([['recorded/rank@8', 'recorded/rank@2']]);
});

test.each([
  [{ than: 'tiny' }, 'there is no run "tiny" here to compare with'],
  [{}, 'does not say what it compares with'],
  [{ than: 'ACC', metric: 'exact' }, 'mine has no value of ACC'],
])('%j cannot be compared, and says why', (expectation, reason) => {
  const [judged] = judgeExpectations([run('mine', forgets, expectation)]);
  expect(judged).toMatchObject({ verdict: 'not comparable', reason: expect.stringContaining(reason) });
});

test('p is corrected over everything that is tested together', () => {
  const arms = { ...forgets, AC: [29, 31, 30, 30], 'AC+ACC': [30, 30, 31, 29] };
  const one = judgeExpectations([run('mine', arms, { than: 'ACC' })]);
  const three = judgeExpectations([run('mine', arms, { arms: ['ADC', 'AC', 'AC+ACC'], than: 'ACC' })]);
  expect(three.map(({ verdict }) => verdict)).toEqual(['confirmed', 'undecided', 'undecided']);
  expect(three[0]!.adjusted).toBeCloseTo(3 * one[0]!.adjusted!, 12);
});

test('a document has the decided expectations in a table, and the number of the others', () => {
  const mine = run('mine', { ...forgets, ADD: [30, 30, 31, 31] }, { than: 'ACC' }, { arms: ['ADD'], than: 'ACC' });
  const markdown = expectationsMarkdown(judgeExpectations([mine]));
  expect(markdown).toContain('| ADC below ACC, MGC, music by genre, Accuracy | confirmed | ');
  expect(markdown).not.toContain('| ADD ');
  expect(markdown).toContain(
    'Verdicts on the 2 expectations: confirmed 1, contradicted 0, undecided 1, not comparable 0.',
  );
  expect(expectationsMarkdown([])).toBe('');
});
