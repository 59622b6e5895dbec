import { expect, test } from 'vitest';
import { normalCaption } from '../../src/captioning/index.js';

test.each([
  ['A dog barks.', 'a dog barks'],
  ['A dog barks, then a bell rings', 'a dog barks then a bell rings.'],
  ['a  dog\nbarks ', 'a dog barks'],
  ['A caf\u00e9 is busy.', 'a cafe\u0301 is busy'],
])('%j and %j are one caption', (one, other) => {
  expect(normalCaption(one)).toBe(normalCaption(other));
});

test('other words make another caption', () => {
  expect(normalCaption('A dog barks.')).not.toBe(normalCaption('A dog barked.'));
});
