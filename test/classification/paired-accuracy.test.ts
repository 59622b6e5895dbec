import { expect, test } from 'vitest';
import { readTask } from '../../src/catalogue/index.js';
import { pairedAccuracy } from '../../src/classification/index.js';

const task = await readTask('emotion');
const answers = (...given: string[]): { id: string; answer: string; label: string }[] =>
  given.map((answer, i) => ({ id: String(i), answer, label: 'happy' }));

test('items are paired by id, whatever their order', () => {
  const first = answers('happy', 'happy', 'sad', '?');
  const second = answers('Happy.', 'sad', 'happy', '?').toReversed();
  expect(pairedAccuracy(task, first, second)).toMatchObject({
    both: 1,
    firstOnly: 1,
    secondOnly: 1,
    neither: 1,
    difference: 0,
    p: 1,
  });
});

test('an item that is missing or has another label is an error', () => {
  const code = 'classification/different-labels';
  expect(() => pairedAccuracy(task, answers('sad', 'sad'), answers('sad'))).toThrow(expect.objectContaining({ code }));
  const other = [{ id: '0', answer: 'sad', label: 'sad' }];
  expect(() => pairedAccuracy(task, answers('sad'), other)).toThrow(expect.objectContaining({ code }));
});
