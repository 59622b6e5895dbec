import { expect, test } from 'vitest';
import { overlap } from '../../src/pair-set/index.js';

test('clips and captions shared with training are found, regardless of case and punctuation', () => {
  const training = {
    clips: [{ id: 'a' }, { id: 'w' }],
    captions: ['A dog barks.', 'rain', 'Wind blows, softly', 'A man talks while birds sing loudly'],
  };
  const evaluation = [
    { id: 'a.wav', candidate: 'something else', references: ['a cat'] },
    { id: 'b', candidate: 'wind blows softly', references: ['thunder', 'a dog barks'] },
    { id: 'c', candidate: 'a bell', references: ['bells', 'a man talks while birds sing'] },
  ];
  expect(overlap(training, evaluation)).toEqual({
    items: 3,
    sameClips: ['a.wav'],
    sameCaptions: ['b'],
    nearCaptions: ['c'],
    copiedCandidates: ['b'],
  });
});
