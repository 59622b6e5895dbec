import { expect, test } from 'vitest';
import { sentenceFragment } from '../../src/corpus/index.js';

test.each([
  ['A vacuum cleaner.', 'a vacuum cleaner'],
  ['An elephant.', 'an elephant'],
  ['The sea', 'the sea'],
  ['playing piano', 'playing piano'],
  ['Anvil', 'Anvil'],
  ['Big Ben chiming. ', 'Big Ben chiming'],
])('%j becomes the sentence fragment %j', (description, fragment) => {
  expect(sentenceFragment(description)).toBe(fragment);
});
