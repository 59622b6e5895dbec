import { expect, test } from 'vitest';
import { randomStream } from '../../src/core/index.js';

const draw = (seed: number, ...key: (string | number)[]): number[] => {
  const random = randomStream(seed, ...key);
  return Array.from({ length: 5 }, () => random.next());
};

test('a stream depends only on seed and key', () => {
  expect(draw(1, 'scene', 7)).toEqual(draw(1, 'scene', 7));
  expect(draw(1, 'scene', 7)).not.toEqual(draw(1, 'scene', 8));
  expect(draw(1, 'scene', 7)).not.toEqual(draw(2, 'scene', 7));
});

test('keys that join to the same text are different keys', () => {
  expect(draw(1, 'a', 'bc')).not.toEqual(draw(1, 'ab', 'c'));
  expect(draw(1, 1, 2)).not.toEqual(draw(1, '1', '2'));
});

test('uniform numbers fill [0, 1) evenly and normal ones have mean 0 and deviation 1', () => {
  const random = randomStream(3, 'moments');
  const uniform = Array.from({ length: 20_000 }, () => random.next());
  const normal = Array.from({ length: 20_000 }, () => random.normal());
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...uniform)).toBeLessThan(1);
  expect(mean(uniform)).toBeCloseTo(0.5, 1);
  expect(mean(normal)).toBeCloseTo(0, 1);
  expect(mean(normal.map((value) => value ** 2))).toBeCloseTo(1, 1);
});

test('a sample contains no duplicate values', () => {
  const sample = randomStream(4, 'sample').sample([...'abcdefgh'], 5);
  expect(new Set(sample).size).toBe(5);
});
