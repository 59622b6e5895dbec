import { expect, test } from 'vitest';
import { metricDifferences } from '../../../src/captioning/cross-check/index.js';

const ids = ['x', 'y', 'z'];

test('the largest difference of an item is reported with its id, besides that of the corpus values', () => {
  const ours = { rouge_l: { corpus: 0.4, items: [0.1, 0.5, 0.6] } };
  const [rouge] = metricDifferences(ids, ours, { rouge_l: { corpus: 0.4, items: [0.1, 0.75, 0.6] } });
  expect(rouge).toMatchObject({ metric: 'rouge_l', largest: 0.25, item: 'y', corpus: 0, agrees: false });
});

test('differences in the last bits are tolerated, for neural metrics those of 32-bit floats', () => {
  const ours = { bleu_1: { corpus: 0.4, items: [0.4] }, sbert_sim: { corpus: 0.4, items: [0.4] } };
  const theirs = { bleu_1: { corpus: 0.4, items: [0.4 + 1e-7] }, sbert_sim: { corpus: 0.4, items: [0.4 + 1e-7] } };
  expect(metricDifferences(['x'], ours, theirs).map(({ agrees }) => agrees)).toEqual([false, true]);
});

test('an item without a value and a metric on one side only are not compared', () => {
  const ours = { spice: { corpus: 0.2, items: [0.1, 0.3, 0.2] }, bleu_1: { corpus: 1, items: [1, 1, 1] } };
  const theirs = { spice: { corpus: null, items: [0.1, null, 0.2] }, vocab: { corpus: 3, items: [1, 1, 1] } };
  expect(metricDifferences(ids, ours, theirs)).toEqual([
    expect.objectContaining({ metric: 'spice', largest: 0, item: null, missing: 1, corpus: null, agrees: false }),
  ]);
});
