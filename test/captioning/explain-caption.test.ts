import { expect, test } from 'vitest';
import { bleu, ciderD, explainCaption, rougeL, tokenizeItems } from '../../src/captioning/index.js';

const items = [
  { id: 'a', candidate: 'A dog barks, a dog barks.', references: ['A dog barks in the rain.', 'The dog barks'] },
  { id: 'b', candidate: 'Rain falls.', references: ['Heavy rain falls on a roof'] },
  { id: 'c', candidate: '', references: ['A horn sounds'] },
];

test('the scores of an item are those of the set', () => {
  const tokenized = tokenizeItems(items);
  for (const index of items.keys()) {
    const explained = explainCaption(items, index);
    expect(explained.bleu).toEqual(bleu(tokenized).map((score) => score.items[index]));
    expect(explained.rougeL).toBe(rougeL(tokenized).items[index]);
    expect(explained.ciderD).toBe(ciderD(tokenized).items[index]);
  }
});

test('an n-gram matches as often as one reference has it', () => {
  const { ngrams, tokens } = explainCaption(items, 0);
  expect(tokens).toEqual(['a', 'dog', 'barks', 'a', 'dog', 'barks']);
  expect(ngrams[0]!.map(({ matched }) => matched)).toEqual([true, true, true, false, false, false]);
  expect(ngrams[1]!.map(({ text, matched }) => [text, matched])).toEqual([
    ['a dog', true],
    ['dog barks', true],
    ['barks a', false],
    ['a dog', false],
    ['dog barks', false],
  ]);
});

test('the weight of an n-gram is ln (items / items with it in a reference)', () => {
  const { ngrams } = explainCaption(items, 0);
  const weights = Object.fromEntries(ngrams[0]!.map(({ text, idf }) => [text, idf]));
  expect(weights.a).toBeCloseTo(Math.log(3 / 3), 12);
  expect(weights.dog).toBeCloseTo(Math.log(3 / 1), 12);
  expect(ngrams[3]).toHaveLength(3);
});

test('an empty caption has no n-grams and scores 0', () => {
  expect(explainCaption(items, 2)).toMatchObject({ tokens: [], rougeL: 0, ciderD: 0, ngrams: [[], [], [], []] });
});
