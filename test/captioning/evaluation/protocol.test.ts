import { expect, test } from 'vitest';
import { overlap, withProtocol } from '../../../src/captioning/index.js';

const items = [
  { id: 'a', candidate: 'x', references: ['1', '2', '3', '4', '5', '6'] },
  { id: 'b', candidate: 'y', references: ['7', '8', '9', '10', '11'] },
];

test('all, five or one reference of each item, or one item per reference', () => {
  expect(withProtocol(items, 'all')).toEqual(items);
  expect(withProtocol(items, 'five').map(({ references }) => references)).toEqual([
    ['1', '2', '3', '4', '5'],
    ['7', '8', '9', '10', '11'],
  ]);
  expect(withProtocol(items, 'one').map(({ references }) => references)).toEqual([['1'], ['7']]);
  const each = withProtocol(items, 'per-caption');
  expect(each).toHaveLength(11);
  expect(each[1]).toEqual({ id: 'a#2', candidate: 'x', references: ['2'] });
});

test('an item with too few references for the protocol is an error', () => {
  expect(() => withProtocol([{ id: 'c', candidate: 'x', references: ['1'] }], 'five')).toThrow(
    expect.objectContaining({
      code: 'captioning/no-references',
      message: 'item c has 1 references, the protocol "five" requires 5',
    }),
  );
});

test('clips and captions shared with training are found, regardless of case and punctuation', () => {
  const training = [{ id: 'a', captions: ['A dog barks.', 'rain'] }, { captions: ['Wind blows, softly'] }];
  const evaluation = [
    { id: 'a', candidate: 'something else', references: ['a cat'] },
    { id: 'b', candidate: 'wind blows softly', references: ['thunder', 'a dog barks'] },
    { id: 'c', candidate: 'a bell', references: ['bells'] },
  ];
  expect(overlap(training, evaluation)).toEqual({
    items: 3,
    sameClips: ['a'],
    sameCaptions: ['b'],
    copiedCandidates: ['b'],
  });
});
