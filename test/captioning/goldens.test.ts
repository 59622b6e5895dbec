import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bleu, rougeL, type ScoredItem } from '../../src/captioning/index.js';
import { type Golden, goldens, largestDifference, records, smallGoldens } from './goldens.js';

const where = goldens ? '' : ' (skipped: ../shared/goldens is absent)';

interface Scored extends ScoredItem {
  scores: Record<string, number>;
  tok_candidate: string;
  tok_references: string[];
  scores_tokenised: Record<string, number>;
}

interface Header {
  corpus: Record<string, number>;
  corpus_tokenised: Record<string, number>;
}

function read(name: string): { header: Header; items: Scored[] } {
  const [header, ...items] = records<unknown>(`${name}.jsonl.gz`) as [Header, ...Scored[]];
  return { header, items };
}

test.skipIf(!goldens)(`912 AudioCaps items have the scores of the reference implementation${where}`, () => {
  const { header, items } = read('con-audiocaps');
  expect(items).toHaveLength(912);
  const scores = items.map((item) => item.scores);
  expect(largestDifference({ name: 'con', items, corpus: header.corpus, scores })).toBeLessThan(1e-12);
});

test.skipIf(!goldens)(`1,000 COCO items have the reference's scores, raw and after PTB${where}`, () => {
  const { header, items } = read('fakecap');
  expect(items).toHaveLength(1000);
  const given = { name: 'given', items, corpus: header.corpus, scores: items.map((item) => item.scores) };
  const tokenised = {
    name: 'tokenised',
    items: items.map((item) => ({ id: item.id, candidate: item.tok_candidate, references: item.tok_references })),
    corpus: header.corpus_tokenised,
    scores: items.map((item) => item.scores_tokenised),
  };
  expect(largestDifference(given)).toBeLessThan(1e-12);
  expect(largestDifference(tokenised)).toBeLessThan(1e-12);
});

test('40 AudioCaps items have the BLEU and ROUGE-L of the reference implementation', () => {
  const items = records<Scored>('con-audiocaps.jsonl', smallGoldens);
  expect(items).toHaveLength(40);
  for (const [index, { items: values }] of [...bleu(items), rougeL(items)].entries()) {
    const name = ['bleu_1', 'bleu_2', 'bleu_3', 'bleu_4', 'rouge_l'][index]!;
    for (const [i, { scores }] of items.entries()) expect(values[i], name).toBeCloseTo(scores[name]!, 12);
  }
});

test('small corpora at the edges of the definitions have the BLEU, ROUGE-L and CIDEr-D of the reference', () => {
  const cases = edgeCases();
  expect(cases.length).toBeGreaterThan(10);
  for (const golden of cases) expect(largestDifference(golden), golden.name).toBeLessThan(1e-12);
});

interface EdgeCase {
  name: string;
  candidates: string[];
  references: string[][];
  corpus: Record<string, number>;
  items: Record<string, number[]>;
}

function edgeCases(): Golden[] {
  const cases = JSON.parse(readFileSync(`${smallGoldens}/ngram-edge.json`, 'utf8')) as EdgeCase[];
  return cases.map(({ name, candidates, references, corpus, items }) => ({
    name,
    items: candidates.map((candidate, i) => ({ id: `${i}`, candidate, references: references[i]! })),
    corpus,
    scores: candidates.map((_, i) =>
      Object.fromEntries(Object.entries(items).map(([metric, values]) => [metric, values[i]!])),
    ),
  }));
}
