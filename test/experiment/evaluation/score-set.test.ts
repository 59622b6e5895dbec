import { expect, test } from 'vitest';
import { noTools } from '../../../src/captioning/index.js';
import { readTask } from '../../../src/catalogue/index.js';
import {
  type AnsweredItem,
  type PlannedSet,
  type SetScores,
  scoreSet,
} from '../../../src/experiment/evaluation/index.js';
import { setValue } from '../../../src/results/index.js';
import { smallData } from '../../captioning/meteor/small-data.js';
import { temporaryFolder } from '../../temporary.js';

const draw = { base: 0, arm: 42 };
const context = { arm: 'joint', tasks: ['AC', 'ACC'], draw, record: 'key', tools: noTools };

function answered(set: PlannedSet, answers: [answer: string, reference: string][]): AnsweredItem[] {
  return answers.map(([answer, reference], index) => ({
    ...{ id: `${set.name}/${index}`, question: '?', audios: ['a.wav'], references: [reference], answer },
    ...{ set: set.name, kind: set.kind, synthetic: set.synthetic },
  }));
}

test('a row states what the arm was trained on, what the set and the metric are called, and how the value is printed', async () => {
  const set: PlannedSet = {
    name: 'own',
    label: 'Own',
    synthetic: false,
    kind: 'exact',
    prompt: null,
    origin: 'folder',
  };
  const { rows } = await scoreSet(
    set,
    answered(set, [
      ['Rain.', 'rain'],
      ['Wind', 'rain'],
    ]),
    context,
  );
  expect(rows).toMatchObject([
    {
      ...{ arm: 'joint', tasks: ['AC', 'ACC'], set: 'own', setLabel: 'Own', kind: 'exact', synthetic: false },
      ...{ metric: 'exact', metricLabel: 'Exact match', unit: 'percent', digits: 2, value: 0.5, n: 2 },
    },
  ]);
});

test('a classification set is judged by its task and gives its confusion matrix', async () => {
  const task = await readTask('emotion');
  const facts = { label: 'Mood', synthetic: true, kind: 'label', prompt: task.prompt, origin: 'world', task } as const;
  const set: PlannedSet = { name: 'mood', ...facts };
  const [first, second] = task.labels as [string, string];
  const { rows, confusion } = await scoreSet(
    set,
    answered(set, [
      [first, first],
      ['a dog', second],
    ]),
    context,
  );
  const protocol = { task: 'emotion 1', matcher: 'exact', 'answers without a label': 1 };
  expect(rows).toMatchObject([
    { metric: 'accuracy', value: 0.5, n: 2, protocol },
    { metric: 'labelled', value: 0.5, n: 2, protocol },
    { metric: 'accuracy_labelled', value: 1, n: 1, protocol },
  ]);
  expect(confusion!.counts[0]![0]).toBe(1);
  expect(confusion!.counts[1]!.at(-1)).toBe(1);
});

test('without any label among the answers the accuracy among labels is missing, not zero', async () => {
  const task = await readTask('emotion');
  const facts = { label: 'Mood', synthetic: true, kind: 'label', prompt: task.prompt, origin: 'world', task } as const;
  const set: PlannedSet = { name: 'mood', ...facts };
  const { rows } = await scoreSet(set, answered(set, [['a dog', task.labels[0]!]]), context);
  expect(rows.map(({ metric, value }) => [metric, value])).toEqual([
    ['accuracy', 0],
    ['labelled', 0],
    ['accuracy_labelled', null],
  ]);
});

test('caption rows have words and sensible digits for the hover text', async () => {
  const set: PlannedSet = {
    name: 'caps',
    label: 'Caps',
    synthetic: false,
    kind: 'caption',
    prompt: '?',
    origin: 'folder',
  };
  const texts: [string, string][] = [
    ['A dog barks.', 'A dog barks.'],
    ['Rain.', 'Rain falls.'],
    ['A bell.', 'A bell.'],
  ];
  const { rows } = await scoreSet(set, answered(set, texts), context);
  expect(rows.map(({ metric }) => metric).slice(0, 2)).toEqual(['bleu_1', 'bleu_2']);
  expect(rows[0]!.protocol).toMatchObject({ 'candidates equal to one of their references': '66.7 %' });
});

/** The values of all rows, and the same computed from item scores. */
function bothWays({ rows, families }: SetScores, ids: readonly string[]): [number[], number[]] {
  const again = families.flatMap(({ columns, statistics }) =>
    Object.entries(statistics).map(([metric, statistic]) => [metric, { columns, statistic }] as const),
  );
  const computed = rows.filter(({ value }) => value !== null);
  const facts = { arm: 'joint', draw, set: 'set', ids };
  return [
    computed.map(({ value }) => value!),
    computed.map(({ metric }) => setValue({ ...facts, metric, ...new Map(again).get(metric)! })),
  ];
}

test('every caption score, and the naming of scene and event, follows from the item scores', async () => {
  const set: PlannedSet = {
    ...{ name: 'caps', label: 'Caps', synthetic: true, kind: 'caption', prompt: '?', origin: 'world' },
  };
  const texts: [string, string][] = [
    ['A dog barks while rain falls.', 'A dog barks.'],
    ['Rain falls.', 'Rain falls on a roof.'],
    ['A bell.', 'A bell rings.'],
  ];
  const named = { scene: 'rain', event: 'dog' };
  const items = answered(set, texts).map((item) => ({ ...item, named }));
  const data = await smallData(temporaryFolder());
  const scores = await scoreSet(set, items, { ...context, tools: { ...noTools, meteor: async () => data } });
  const [values, again] = bothWays(scores, ['0', '1', '2']);
  expect(again).toHaveLength(9);
  expect(again).toEqual(values.map((value) => expect.closeTo(value, 14)));
  expect(scores.families.filter(({ statistics }) => 'bleu_1' in statistics)).toHaveLength(1);
});

test('accuracies, their factors and the share of exact answers follow from item scores of 0 and 1', async () => {
  const task = await readTask('emotion');
  const facts = { label: 'Mood', synthetic: true, prompt: task.prompt, origin: 'world' } as const;
  const [first, second] = task.labels as [string, string];
  const answers: [string, string][] = [
    [first, first],
    ['a dog', second],
    [second, second],
  ];
  for (const kind of ['label', 'exact'] as const) {
    const set: PlannedSet = { name: 'mood', kind, ...facts, task };
    const scores = await scoreSet(set, answered(set, answers), context);
    expect(scores.families[0]!.columns).toEqual([[1, 0, 1]]);
    const [values, again] = bothWays(scores, ['0', '1', '2']);
    expect(again).toEqual(values);
  }
});
