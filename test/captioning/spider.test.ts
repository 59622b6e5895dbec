import { expect, test } from 'vitest';
import { type CorpusScore, type ScoredItem, spider, spiderFl, vocabulary } from '../../src/captioning/index.js';
import { records, smallGoldens } from './goldens.js';

const score = (...items: number[]): CorpusScore => ({
  items,
  corpus: items.reduce((sum, value) => sum + value, 0) / items.length,
});

test('SPIDEr is the mean of CIDEr-D and SPICE, per item and for the corpus', () => {
  expect(spider(score(1, 3), score(0.5, 0.1))).toEqual({ corpus: (2 + 0.3) / 2, items: [0.75, 1.55] });
});

test('an item without SPICE has no SPIDEr, and neither has the corpus', () => {
  const { corpus, items } = spider(score(1, 3), score(0.5, Number.NaN));
  expect(items).toEqual([0.75, Number.NaN]);
  expect(corpus).toBeNaN();
});

test('SPIDEr-FL reduces an item with a fluency error to a tenth', () => {
  const { items, corpus } = spiderFl(score(1, 2), score(0, 1));
  expect(items[1]).toBeCloseTo(0.2, 12);
  expect(corpus).toBeCloseTo(0.6, 12);
});

test('scores of different sets are rejected', () => {
  const different = expect.objectContaining({ code: 'captioning/different-lengths' });
  expect(() => spider(score(1), score(1, 2))).toThrow(different);
  expect(() => spiderFl(score(1), score(1, 2))).toThrow(different);
});

test('the vocabulary counts distinct and shared words', () => {
  const items = [
    { id: 'a', candidate: 'a dog barks a', references: ['a dog', 'the dog barks'] },
    { id: 'b', candidate: 'rain', references: ['the rain'] },
  ];
  expect(vocabulary(items)).toEqual({
    candidates: 4,
    references: 5,
    ratio: 0.8,
    precision: 1,
    recall: 0.8,
    f1: expect.closeTo(8 / 9, 12),
    jaccard: 0.8,
  });
  expect(vocabulary([{ id: 'a', candidate: '', references: ['x'] }])).toMatchObject({
    precision: 0,
    f1: 0,
    jaccard: 0,
  });
});

type Scores = Record<'spice' | 'cider_d' | 'spider' | 'fer' | 'spider_fl', number>;

test('SPIDEr and SPIDEr-FL of 40 published items follow from their parts', () => {
  const items = records<ScoredItem & { scores: Scores }>('con-audiocaps.jsonl', smallGoldens);
  const column = (name: keyof Scores): CorpusScore => score(...items.map(({ scores }) => scores[name]));
  const spiders = spider(column('cider_d'), column('spice'));
  expect(spiders.items).toEqual(column('spider').items);
  expect(spiderFl(spiders, column('fer')).items).toEqual(column('spider_fl').items);
});
