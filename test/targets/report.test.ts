import { expect, test } from 'vitest';
import { targetReport } from '../../src/targets/index.js';
import { pairsOf } from './pairs.js';

const captions = [
  'Rain falls',
  'Keys jingle as a car starts',
  'A truck drives by',
  'A man speaks, then coughs',
  'Rain',
];
const pairs = captions.flatMap((caption, index) => pairsOf(caption, 'dog barking', 'ticking clock', `x${index}`));

test('cleaning leaves no dangling words and one target per base clip', () => {
  const { dangling, uniqueTargets, counts } = targetReport(pairs);
  expect(dangling).toEqual({ before: 1, after: 0 });
  expect(uniqueTargets).toBe(captions.length);
  expect(counts.reduce((sum, count) => sum + count.caption, 0)).toBe(pairs.length);
});

test('every pair is counted once, by operation and template', () => {
  const { counts, pairs: total } = targetReport(pairs);
  expect(counts.reduce((sum, count) => sum + count.pairs, 0)).toBe(total);
  expect(counts.every((count) => count.exact + count.trimmed + count.fallback + count.empty === count.pairs)).toBe(
    true,
  );
  expect(counts.reduce((sum, count) => sum + count.fallback, 0)).toBe(2);
});

test('naive targets keep dangling words, and more of them are distinct', () => {
  const { dangling, uniqueTargets } = targetReport(pairs, 'paper-naive');
  expect(dangling).toEqual({ before: 1, after: 1 });
  expect(uniqueTargets).toBe(2 * captions.length);
});
