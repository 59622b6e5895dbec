import { expect, test } from 'vitest';
import { fense } from '../../../src/captioning/fense/index.js';
import { goldens, records, smallGoldens } from '../goldens.js';

const where = goldens ? '' : ' (needs ../shared/goldens)';

test('a fluency error reduces the similarity by nine tenths, and the corpus value is the mean', () => {
  const score = fense({ corpus: 0.6, items: [0.5, 0.7] }, { corpus: 0.5, items: [0, 1] });
  expect(score.items).toEqual([0.5, 0.7 * (1 - 0.9)]);
  expect(score.corpus).toBe((0.5 + 0.7 * (1 - 0.9)) / 2);
});

test('similarities and errors of different sets are rejected', () => {
  expect(() => fense({ corpus: 1, items: [1] }, { corpus: 0, items: [0, 0] })).toThrow(
    expect.objectContaining({ code: 'captioning/different-lengths' }),
  );
});

test('FENSE of 40 published items follows exactly from their similarity and fluency error', () => {
  const items = records<{ scores: Scores }>('con-audiocaps.jsonl', smallGoldens);
  const of = (name: string): number[] => items.map(({ scores }) => scores[name]!);
  expect(fense({ corpus: 0, items: of('sbert_sim') }, { corpus: 0, items: of('fer') }).items).toEqual(of('fense'));
});

test.skipIf(!goldens)(
  `FENSE of 912 published items follows exactly from their similarity and fluency error${where}`,
  () => {
    const [first, ...items] = records<{ corpus?: Scores; scores: Scores }>('con-audiocaps.jsonl.gz');
    const of = (name: string): number[] => items.map(({ scores }) => scores[name]!);
    const errors = of('fer.error_prob').map((probability) => (probability > 0.9 ? 1 : 0));
    expect(errors).toEqual(of('fer'));
    const score = fense({ corpus: 0, items: of('sbert_sim') }, { corpus: 0, items: errors });
    expect(score.items).toEqual(of('fense'));
    expect(Math.abs(score.corpus - first!.corpus!.fense!)).toBeLessThan(1e-12);
  },
);

type Scores = Record<string, number>;
