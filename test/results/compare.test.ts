import { expect, test } from 'vitest';
import { differenceFigure } from '../../src/figures/index.js';
import {
  type ComparedRun,
  compareRuns,
  comparisonMarkdown,
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
    { missing: 'different items were answered' },
  ]);
});

test('names that no run has are named errors with the known ones; runs without a value in common list what they share', () => {
  const other = run('b', 8, [1]);
  const runs = [run('a', 8, [1]), { ...other, rows: [...other.rows, exampleRow('ADC', 'vocal', 'accuracy', 0.5)] }];
  const comparing = (choice: object) => () => compareRuns(runs, choice);
  const named = (code: string, text: string): object =>
    expect.objectContaining({ code, hint: expect.stringContaining(text) });
  expect(comparing({ arms: ['XYZ'] })).toThrow(named('results/unknown-name', 'arms: ADC'));
  expect(comparing({ sets: ['gener'] })).toThrow(named('results/unknown-name', 'evaluation sets: genre, vocal'));
  expect(comparing({ metrics: ['meteor'] })).toThrow(named('results/unknown-name', 'metrics: accuracy'));
  expect(comparing({ metrics: ['acuracy'] })).toThrow(named('catalogue/unknown-metric', 'accuracy'));
  const common = 'arms: ADC; sets: genre; metrics: accuracy';
  expect(comparing({ sets: ['vocal'] })).toThrow(named('results/nothing-in-common', common));
});

test('an arm that not every run has is one setting, without what it does not state', () => {
  const withArms = (name: string, arms: object): ComparedRun => {
    const base = run(name, 8, [10]);
    return { ...base, experiment: { ...base.experiment, arms } };
  };
  const rate = { value: 0.001, origin: 'kit' };
  const arms = [
    { ADC: { tasks: ['ADC'], swift: {}, data: {} }, ACC: { tasks: ['ACC'], swift: { learning_rate: rate }, data: {} } },
    { ADC: { tasks: ['ADC'], swift: {}, data: { split: 'overlapping' } } },
  ];
  const comparison = compareRuns([withArms('a', arms[0]!), withArms('b', arms[1]!)]);
  expect(comparison.settings).toEqual([
    { path: 'arms.ACC', values: ['{"tasks":["ACC"],"swift":{"learning_rate":0.001}}', undefined] },
    { path: 'arms.ADC.data.split', values: [undefined, '"overlapping"'] },
  ]);
  expect(runComparisonText(comparison)).toContain('{ tasks: [ACC], swift: { learning_rate: 0.001 } }');
});

test('two runs stand side by side; three stand below each other, in text and in Markdown', () => {
  const runs = [run('a', 8, [10, 20]), run('b', 2, [14, 24]), run('c', 4, [10, 22])];
  const two = runComparisonText(compareRuns(runs.slice(0, 2)));
  expect(two).toMatch(/arm +set +metric +a +b +difference\nADC /);
  expect(two).toContain('All draws start from one base model');
  const three = compareRuns(runs);
  expect(runComparisonText(three)).toMatch(/arm +set +metric +run +value +difference\nADC .* a +37\.50 %\n +b /);
  expect(comparisonMarkdown(three)).toContain('| arm | set | metric | run | value | difference |\n| :-- |');
});

test('a run alone is compared with nothing, but what it expects of its arms has a verdict', () => {
  const [alone, other] = [run('mine', 8, [10, 11, 12]), run('mine', 8, [30, 31, 32], 'ACC')];
  const expected = [{ arms: ['ADC'], sets: ['genre'], metric: 'accuracy', direction: 'lower', than: 'ACC' }] as const;
  const experiment = { ...alone.experiment, ablation: { hypothesis: 'It forgets', expected } };
  const both = {
    ...alone,
    experiment,
    rows: [...alone.rows, ...other.rows],
    scores: [...alone.scores, ...other.scores],
  };
  const comparison = compareRuns([both]);
  expect(comparison.values).toEqual([]);
  expect(comparison.expectations).toMatchObject([{ arm: 'ADC', verdict: 'confirmed' }]);
  expect(runComparisonText(comparison)).toContain('ADC below ACC, MGC, music by genre, Accuracy: confirmed');
  const { data, layout } = differenceFigure(comparison);
  expect(data.map(({ name, x }) => [name, x])).toEqual([['expected', [expect.closeTo(-50, 9)]]]);
  expect((layout.yaxis as { ticktext: string[] }).ticktext).toEqual([
    'ADC below ACC<br>MGC, music by genre, Accuracy: confirmed',
  ]);
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
