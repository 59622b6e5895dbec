import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../temporary.js';
import { inProcess } from '../in-process.js';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

function given(name: string, ...rows: object[]): string {
  const file = join(folder, name);
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return file;
}

const score = (...args: string[]): ReturnType<typeof inProcess> => inProcess('tasks', 'score', ...args);
const labels = ['jazz', 'rock', 'hiphop', 'pop'];
const rows = (...answers: string[]): object[] =>
  answers.map((answer, i) => ({ id: String(i), answer, label: labels[i] }));

test('all matchers stand side by side, and the parts of accuracy multiply to it', async () => {
  const file = given('answers.jsonl', ...rows('Jazz.', 'jazz', 'hip-hop beat', 'It is pop'));
  const scores = JSON.parse((await score(file, '--task', 'gtzan', '--json')).printed);
  const summary = scores.matchers.map((one: Record<string, number | string>) => [
    one.matcher,
    one.correct,
    one.labelled,
  ]);
  expect(summary).toEqual([
    ['exact', 1, 0.5],
    ['prefix', 2, 0.75],
    ['contains', 3, 1],
    ['option-letter', 0, 0],
    ['ultraeval-prefix', 1, 0.5],
  ]);
  for (const { accuracy, labelled, rightAmongLabelled } of scores.matchers)
    expect(labelled * (rightAmongLabelled ?? 0)).toBeCloseTo(accuracy, 15);
  expect(scores.unparsable).toEqual([{ id: '3', answer: 'It is pop' }]);
  expect((await score(file, '--task', 'gtzan')).printed).toMatch(/^prefix .* the matcher of the task$/m);
});

test('results of swift infer, items of a run, and answers with a file of labels give the same scores', async () => {
  const texts = ['jazz', 'two\nlines', 'hip hop', 'pop'];
  const files = [
    [given('a.jsonl', ...texts.map((answer, i) => ({ id: String(i), answer, label: labels[i] })))],
    [
      given(
        'b.jsonl',
        ...texts.map((response, i) => ({ response, labels: labels[i]!.toUpperCase(), label: String(i) })),
      ),
    ],
    [given('c.jsonl', ...texts.map((answer, i) => ({ id: String(i), set: 'g', answer, references: [labels[i]] })))],
    [
      given('d.jsonl', ...texts.map((answer, i) => ({ id: String(i), answer }))),
      given('labels.jsonl', ...labels.map((label, i) => ({ id: String(i), audio: 'x.wav', label }))),
    ],
  ];
  const printed = await Promise.all(files.map(async (file) => (await score(...file, '--task', 'gtzan')).printed));
  expect(new Set(printed).size).toBe(1);
  expect(printed[0]).toContain('1 answers have no label by prefix:\n  1: "two\\nlines"');
});

test('a second file is compared by the exact McNemar test', async () => {
  const first = given('a.jsonl', ...rows('jazz', 'rock', 'hiphop', 'pop'));
  const second = given('b.jsonl', ...rows('jazz', 'jazz', 'jazz', 'jazz').toReversed());
  const { comparison } = JSON.parse((await score(first, '--task', 'gtzan', '--compare', second, '--json')).printed);
  expect(comparison[0]).toMatchObject({
    matcher: 'exact',
    first: 1,
    second: 0.25,
    firstOnly: 3,
    secondOnly: 0,
    p: 0.25,
  });
  const fewer = given('c.jsonl', ...rows('jazz'));
  await expect(score(first, '--task', 'gtzan', '--compare', fewer)).rejects.toMatchObject({
    code: 'captioning/different-ids',
  });
});

test.each([
  ['no answers', [], 'captioning/too-few-items'],
  ['no label', [{ id: '1', answer: 'jazz' }], 'captioning/no-references'],
  ['a label of another task', [{ id: '1', answer: 'jazz', label: 'sigh' }], 'classification/unknown-label'],
  ['two labels', [{ id: '1', answer: 'jazz', references: ['jazz', 'pop'] }], 'classification/several-labels'],
])('%s: a named error', async (_, content, code) => {
  await expect(score(given('x.jsonl', ...content), '--task', 'gtzan')).rejects.toMatchObject({ code });
});

test('every task is listed with its matcher', async () => {
  expect((await inProcess('tasks', 'list')).printed).toMatch(/^gtzan +1 +prefix +10 /m);
});
