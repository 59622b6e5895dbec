import { expect, test } from 'vitest';
import { differenceFigure } from '../../src/figures/index.js';
import {
  type ComparedRun,
  compareRuns,
  type ItemScores,
  type ResultRow,
  runComparisonText,
} from '../../src/results/index.js';
import { exampleRow } from './example-rows.js';

const metrics = ['accuracy'];

/** Accuracies of an arm on 40 items of a set, one per draw: the first `right` items of each are right. */
function run(name: string, rank: number, right: readonly number[], arm = 'ADC'): ComparedRun {
  const scores = right.map(
    (count, seed): ItemScores => ({
      ...{ arm, draw: { base: 0, arm: seed }, set: 'genre', metric: 'accuracy', statistic: 'mean' },
      ids: Array.from({ length: 40 }, (_, item) => String(item)),
      columns: [Array.from({ length: 40 }, (_, item) => (item < count ? 1 : 0))],
    }),
  );
  const value = right.reduce((sum, count) => sum + count, 0) / right.length / 40;
  const row: ResultRow = { ...exampleRow(arm, 'genre', 'accuracy', value), record: name };
  const setting = { value: rank, origin: 'kit', reason: name };
  return { name, experiment: { name, seed: 42, swift: { arm: { lora_rank: setting } } }, rows: [row], scores };
}

test('runs are compared by what differs in their settings, whatever their names and reasons', () => {
  const { settings } = compareRuns([run('a', 8, [10]), run('b', 2, [10]), run('c', 8, [10])], { metrics });
  expect(settings).toEqual([{ path: 'swift.arm.lora_rank', values: ['8', '2', '8'] }]);
});

test('a difference over several draws is paired by draw and corrected over all that are shown', () => {
  const { values } = compareRuns([run('a', 8, [10, 20, 30]), run('b', 2, [14, 24, 34])], { metrics });
  expect(values[0]!.values).toEqual([0.5, 0.6]);
  const [difference] = values[0]!.differences;
  expect(difference).toMatchObject({ difference: expect.closeTo(0.1, 12), draws: 3 });
  expect((difference as { adjusted: number }).adjusted).toBe((difference as { test: { p: number } }).test.p);
});

test('with one draw the difference is about this draw, and its p is not corrected', () => {
  const comparison = compareRuns([run('a', 8, [10]), run('b', 2, [20])], { metrics });
  expect(comparison.values[0]!.differences[0]).toMatchObject({
    draws: 1,
    test: { method: 'exact McNemar, in this draw' },
  });
  expect(comparison.values[0]!.differences[0]).not.toHaveProperty('adjusted');
  expect(runComparisonText(comparison)).toContain('no statement on the arms follows');
});

test('arms of one run, the same answers, and other items are said, not compared', () => {
  const first = run('a', 8, [10]);
  const other = {
    ...run('b', 2, [10]),
    rows: [...run('b', 2, [10]).rows, exampleRow('ACC', 'genre', 'accuracy', 0.5)],
  };
  expect(compareRuns([first, other], { metrics }).unmatched).toEqual(['ACC']);
  const same = compareRuns([first, { ...first, name: 'b' }], { metrics });
  expect(same.values[0]!.differences).toEqual([{ missing: 'the same answers in both runs' }]);
  const [score] = other.scores;
  const items = { ...other, scores: [{ ...score!, ids: score!.ids.map((id) => `x${id}`) }] };
  expect(compareRuns([first, items], { metrics }).values[0]!.differences).toEqual([
    { missing: 'the arms answered different items' },
  ]);
});

test('runs without a value in common are a named error', () => {
  expect(() => compareRuns([run('a', 8, [1]), run('b', 8, [1])], { metrics, sets: ['vocal'] })).toThrow(
    expect.objectContaining({ code: 'results/nothing-in-common' }),
  );
});

test('the figure has a line for each value and a marker for each run after the first', () => {
  const runs = [run('a', 8, [10, 20]), run('b', 2, [14, 23]), run('c', 4, [10, 22])];
  const { data, layout } = differenceFigure(compareRuns(runs, { metrics }));
  expect(data.map(({ name, x }) => [name, x])).toEqual([
    ['b', [expect.closeTo(8.75, 9)]],
    ['c', [expect.closeTo(2.5, 9)]],
  ]);
  expect(layout.meta.caption).toContain('Differences from a');
});
