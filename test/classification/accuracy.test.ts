import { expect, test } from 'vitest';
import { readTask } from '../../src/catalogue/index.js';
import { accuracy } from '../../src/classification/index.js';
import { wilson } from '../../src/statistics/index.js';

const task = await readTask('emotion');

const answers = [
  { id: '1', answer: 'angry', label: 'angry' },
  { id: '2', answer: 'Happy.', label: 'angry' },
  { id: '3', answer: 'happy', label: 'happy' },
  { id: '4', answer: 'a dog barks', label: 'happy' },
  { id: '5', answer: 'sad', label: 'sad' },
];

test('accuracy is a fraction over all items, and an unparsable answer is wrong', () => {
  const { value, n, correct, unparsable } = accuracy(task, answers);
  expect({ value, n, correct, unparsable }).toEqual({ value: 0.6, n: 5, correct: 3, unparsable: 1 });
});

test("its interval is Wilson's", () => {
  expect(accuracy(task, answers).interval).toEqual({ ...wilson(3, 5), method: 'Wilson score, 95 %' });
});

test('the confusion matrix has a row for each label and a last column for unparsable answers', () => {
  const { confusion } = accuracy(task, answers);
  expect(confusion.labels).toEqual(['angry', 'happy', 'sad', 'neutral']);
  expect(confusion.answers).toEqual(['angry', 'happy', 'sad', 'neutral', 'unparsable']);
  expect(confusion.counts).toEqual([
    [1, 1, 0, 0, 0],
    [0, 1, 0, 0, 1],
    [0, 0, 1, 0, 0],
    [0, 0, 0, 0, 0],
  ]);
});

test('a class without items has no accuracy, not an accuracy of 0', () => {
  const { perClass } = accuracy(task, answers);
  expect(perClass.at(-1)).toEqual({ label: 'neutral', n: 0, correct: 0, value: null });
  expect(perClass[0]).toEqual({ label: 'angry', n: 2, correct: 1, value: 0.5 });
});

test.each([
  ['classification/no-answers', []],
  ['classification/unknown-label', [{ id: '1', answer: 'angry', label: 'anger' }]],
  ['classification/duplicate-id', [answers[0]!, answers[0]!]],
])('answers that cannot be scored are the error %s', (code, set) => {
  expect(() => accuracy(task, set)).toThrow(expect.objectContaining({ code }));
});
