import { expect, test } from 'vitest';
import { noTools } from '../../../src/captioning/index.js';
import { readTask } from '../../../src/catalogue/index.js';
import { type AnsweredItem, type PlannedSet, scoreSet } from '../../../src/experiment/evaluation/index.js';

const context = { arm: 'joint', tasks: ['AC', 'ACC'], record: 'key', tools: noTools };

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
