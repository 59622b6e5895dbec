import { expect, test } from 'vitest';
import { words } from '../../src/captioning/index.js';

test.each([
  ['  a  dog\tbarks\n', ['a', 'dog', 'barks']],
  ['5\u00a01/2', ['5', '1/2']],
  ['a\u0085b\u001cc\u3000d', ['a', 'b', 'c', 'd']],
  ['a\ufeffb', ['a\ufeffb']],
  [' ', []],
])('%j splits like str.split() of Python', (text, expected) => {
  expect(words(text)).toEqual(expected);
});
