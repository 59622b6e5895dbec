import { expect, test } from 'vitest';
import { trainingRow } from '../../src/core/index.js';
import { checkRows } from '../../src/trainer/check-rows.js';
import { matchAnswers } from '../../src/trainer/generate.js';

const audio = import.meta.filename;

test.each([
  [
    'fewer <audio> tags than audios',
    [{ ...trainingRow('q', 'a', [audio]), audios: [audio, audio] }],
    '1 <audio> tags for 2 audios',
  ],
  ['an empty answer', [trainingRow('q', ' ', [audio])], 'no answer'],
  ['an audio that is not there', [trainingRow('q', 'a', ['/no/such.wav'])], '/no/such.wav does not exist'],
  [
    'one label twice',
    [trainingRow('q', 'a', [audio], 'x'), trainingRow('q', 'b', [audio], 'x')],
    'duplicate label "x", first in line 1',
  ],
  ['no rows', [], 'there are no rows'],
])('rows with %s are rejected, which swift would silently accept', (_, rows, message) => {
  expect(() => checkRows(rows, 'rows.jsonl')).toThrow(expect.objectContaining({ code: 'trainer/bad-row', message }));
});

const rows = ['a', 'b', 'c'].map((label) => trainingRow('q', 'x', [audio], label));
const answer = (id: string): { id: string; answer: string } => ({ id, answer: `${id}!` });

test('answers are matched by id and returned in the order of the questions', () => {
  expect(matchAnswers(rows, ['c', 'a', 'b'].map(answer), 'f').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('missing and duplicate answers are reported', () => {
  expect(() => matchAnswers(rows, ['a', 'c'].map(answer), 'f')).toThrow(
    expect.objectContaining({ code: 'trainer/answers-missing', message: '1 of 3 rows have no answer: b' }),
  );
  expect(() => matchAnswers(rows, ['a', 'b', 'c', 'b'].map(answer), 'f')).toThrow(
    expect.objectContaining({ code: 'trainer/answers-doubled', message: '1 rows have duplicate answers: b' }),
  );
});
