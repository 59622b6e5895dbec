import { expect, test } from 'vitest';
import { captionCopies } from '../../src/captioning/index.js';

test('captions with the same words are told from near copies, which differ in one word', () => {
  const training = ['A dog barks while a man speaks.', 'Rain falls'];
  const copies = {
    'a dog BARKS, while a man speaks': 'same',
    'rain falls!': 'same',
    'A dog barks loudly while a man speaks': 'near',
    'A dog barks while a man': 'near',
    'A dog barks while a woman speaks': 'near',
    'Speaks a dog barks while a man': 'near',
    'A cat meows while a man speaks': undefined,
    'Wind blows': undefined,
  };
  expect(captionCopies(training, Object.keys(copies))).toEqual(Object.values(copies));
});

test('a caption without a word is no copy', () => {
  expect(captionCopies(['', '.'], ['', '!'])).toEqual([undefined, undefined]);
});

test('short captions that differ in one word are not near copies', () => {
  expect(captionCopies(['A dog barks loudly'], ['A cat barks loudly'])).toEqual([undefined]);
});
