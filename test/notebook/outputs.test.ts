import { expect, test } from 'vitest';
import { foldedText } from '../../src/notebook/index.js';

const cases: [string, string, string][] = [
  ['text without control characters stays', 'a\nb\n', 'a\nb\n'],
  ['a carriage return overwrites the line', '10 %\r99 %', '99 %'],
  ['what is longer than the new text stays', 'abcdef\rxy', 'xycdef'],
  ['a carriage return at the end waits for what follows', '50 %\r', '50 %\r'],
  ['only the current line is overwritten', 'one\ntwo\rTWO\nthree', 'one\nTWO\nthree'],
  ['a line end of Windows is a line end', 'a\r\nb', 'a\nb'],
  ['a backspace takes a character back', 'ab\b\bxy', 'xy'],
];

test.each(cases)('%s', (_, text, folded) => {
  expect(foldedText(text)).toBe(folded);
});
