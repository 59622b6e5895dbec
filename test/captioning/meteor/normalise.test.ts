import { expect, test } from 'vitest';
import { normalise } from '../../../src/captioning/meteor/normalise.js';

const prefixes = { always: new Set(['Mr', 'B']), beforeNumber: new Set(['No']) };

/** Each line as in the reference's normaliser, in lower case. */
test.each([
  ["a dog 's bark , is n't", "a dog ' s bark , is n 't"],
  ['high-pitched mother-in-law a-b-c-d-e', 'high pitched mother in law a b-c d-e'],
  ['u.s. U.S. u.s p.m. x.y.z.', 'us us u.s pm xyz'],
  ['Mr. Smith the End. a b.', 'mr. smith the end. a b .'],
  ['No. 5 No. five No. A end.', 'no. 5 no. five no . a end .'],
  ['wait... a..b', 'wait ... a .. b'],
  ['1,000 or 1,a a,1 a,b', '1,000 or 1 , a a , 1 a , b'],
  ["''y'' `z` ‘q’ “r”", '" y " \' z \' \' q \' " r "'],
  ["1990's '90s 5'a o'clock", "1990 's ' 90s 5'a o 'clock"],
  ['1-2 – -- a--b', '1 2 - - a b'],
  ['-lrb- $5 a_b café 日本', '-lrb- $ 5 a _ b café 日 本'],
  ['5\u00a01/2', '5 1 / 2'],
  ['', ''],
])('%j becomes %j', (text, words) => {
  expect(normalise(text, prefixes).join(' ')).toBe(words);
});
