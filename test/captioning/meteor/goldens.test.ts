import { expect, test } from 'vitest';
import { meteor, meteorStatistics, openMeteorData, type ScoredItem } from '../../../src/captioning/index.js';
import { goldens, records, smallGoldens } from '../goldens.js';
import { meteorIndex, without } from '../installed.js';

const where = goldens ? without(meteorIndex, 'meteor') : ' (skipped: ../shared/goldens is absent)';
const here = goldens !== undefined && meteorIndex !== undefined;

/** Largest difference over items and corpus. */
function largest(scores: { corpus: number; items: number[] }, corpus: number, items: number[]): number {
  return Math.max(Math.abs(scores.corpus - corpus), ...items.map((value, i) => Math.abs(value - scores.items[i]!)));
}

test.skipIf(!meteorIndex)(
  `74 items have METEOR's own 23 statistics, and score as the jar does${without(meteorIndex, 'meteor')}`,
  async () => {
    const items = records<MeteorItem>('meteor.jsonl', smallGoldens);
    const data = await openMeteorData(meteorIndex!);
    expect(meteorStatistics(items, data).map((statistics) => [...statistics])).toEqual(items.map(({ stats }) => stats));
    const scores = meteor(items, data).items;
    for (const [index, { score }] of items.entries()) expect(scores[index]).toBeCloseTo(score, 12);
  },
);

test.skipIf(!here)(`180 items have METEOR's own 23 statistics, and score as the jar does${where}`, async () => {
  const data = await openMeteorData(meteorIndex!);
  const all = records<MeteorItem>('meteor.jsonl');
  const corpus = all.pop()!;
  expect(meteorStatistics(all, data).map((statistics) => [...statistics])).toEqual(all.map(({ stats }) => stats));
  expect(
    largest(
      meteor(all, data),
      corpus.score,
      all.map(({ score }) => score),
    ),
  ).toBeLessThan(1e-12);
});

test.skipIf(!here).each(['con-audiocaps', 'fakecap'])(
  `every METEOR score of %s equals the published one, including the corpus value${where}`,
  async (name) => {
    const data = await openMeteorData(meteorIndex!);
    const [header, ...items] = records<ScoredItem & { corpus: Scores; scores: Scores }>(`${name}.jsonl.gz`);
    const expected = items.map(({ scores }) => scores.meteor);
    expect(largest(meteor(items, data), header!.corpus.meteor, expected)).toBeLessThan(1e-12);
  },
);

interface MeteorItem extends ScoredItem {
  stats: number[];
  score: number;
}

interface Scores {
  meteor: number;
}
