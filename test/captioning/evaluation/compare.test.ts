import { expect, test } from 'vitest';
import { bleu, compareSystems, noTools, type ScoredItem } from '../../../src/captioning/index.js';
import { randomStream } from '../../../src/core/index.js';

const vocabulary = 'a the dog cat bell rain wind man barks rings falls speaks loudly softly while near'.split(' ');

function caption(...key: (string | number)[]): string {
  const random = randomStream(3, ...key);
  return Array.from({ length: random.integer(5, 12) }, () => random.pick(vocabulary)).join(' ');
}

/** @param copies fraction of the candidates that equal a reference */
function system(copies: number): ScoredItem[] {
  return Array.from({ length: 50 }, (_, i) => {
    const references = [caption('reference', i, 0), caption('reference', i, 1)];
    return { id: `clip-${i}`, candidate: i < copies * 50 ? references[0]! : caption('candidate', i), references };
  });
}

const metrics = ['cider_d', 'bleu_1', 'bleu_4', 'rouge_l'] as const;

test('the better system is better in every metric, with an interval above zero and the smallest p possible after Holm', async () => {
  const compared = await compareSystems(system(0), system(0.5), { tokenized: true, metrics });
  expect(compared.metrics.map(({ metric }) => metric)).toEqual(metrics);
  expect(compared).toMatchObject({ n: 50, referenceCounts: { 2: 50 }, resamples: 1000, missing: {} });
  for (const { first, second, difference, interval, p, adjusted } of compared.metrics) {
    expect(difference).toBe(second - first);
    expect(interval.low).toBeGreaterThan(0);
    expect(p).toBeCloseTo(2 / 1001, 12);
    expect(adjusted).toBeCloseTo(8 / 1001, 12);
  }
  expect(compared.metrics[1]!.second).toBe(bleu(system(0.5))[0]!.corpus);
});

test('a system does not differ from itself, for any order of its items', async () => {
  const { metrics: same } = await compareSystems(system(0.2), system(0.2).reverse(), { tokenized: true, metrics });
  for (const { difference, interval, p, adjusted } of same) {
    expect(difference).toBeCloseTo(0, 12);
    expect(Math.max(Math.abs(interval.low), Math.abs(interval.high))).toBeLessThan(1e-12);
    expect([p, adjusted]).toEqual([1, 1]);
  }
});

test('swapping the systems reverses the differences and keeps p', async () => {
  const [one, other] = [system(0), system(0.1)];
  const forth = await compareSystems(one, other, { tokenized: true, metrics });
  const back = await compareSystems(other, one, { tokenized: true, metrics });
  for (const [index, { difference, p }] of forth.metrics.entries()) {
    expect(back.metrics[index]!.difference).toBeCloseTo(-difference, 12);
    expect(back.metrics[index]!.p).toBe(p);
  }
});

test('systems with different items are rejected', async () => {
  await expect(compareSystems(system(0), system(0).slice(1), { tokenized: true, metrics })).rejects.toMatchObject({
    code: 'captioning/different-ids',
    details: { onlyFirst: ['clip-0'], onlySecond: [] },
  });
});

test('a metric without a value for an item is excluded, with the reason', async () => {
  const spice = async (items: readonly ScoredItem[]) => ({ corpus: Number.NaN, items: items.map(() => Number.NaN) });
  const { metrics: compared, missing } = await compareSystems(system(0), system(0.1), {
    tokenized: true,
    metrics: ['spice', 'spider', 'meteor', 'rouge_l'],
    tools: { ...noTools, spice },
  });
  expect(compared.map(({ metric }) => metric)).toEqual(['rouge_l']);
  expect(missing).toEqual({
    spice: 'an item has no value',
    spider: 'an item has no value',
    meteor: 'not requested',
  });
});
