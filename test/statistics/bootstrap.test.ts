import { expect, test } from 'vitest';
import { randomStream } from '../../src/core/index.js';
import { bootstrap, bootstrapEach, mean } from '../../src/statistics/index.js';

const random = randomStream(5, 'bootstrap test');
const values = Array.from({ length: 400 }, () => random.normal());

test('the interval of a mean is close to the normal one', () => {
  const { low, high } = bootstrap(values, mean, { seed: 1, resamples: 4000 });
  const middle = mean(values);
  const error = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) / values.length);
  expect(low).toBeCloseTo(middle - 1.96 * error, 1.7);
  expect(high).toBeCloseTo(middle + 1.96 * error, 1.7);
});

test('the seed decides the interval', () => {
  expect(bootstrap(values, mean, { seed: 1 })).toEqual(bootstrap(values, mean, { seed: 1 }));
  expect(bootstrap(values, mean, { seed: 2 })).not.toEqual(bootstrap(values, mean, { seed: 1 }));
});

test('lists of equal length are resampled in pairs: a constant difference between them has no spread', () => {
  const first: number[] = [];
  const second: number[] = [];
  const keep = (sums: number[]) => (sample: readonly number[]) => {
    sums.push(mean(sample));
    return 0;
  };
  bootstrap(values, keep(first), { seed: 3 });
  bootstrap(
    values.map((value) => value + 1),
    keep(second),
    { seed: 3 },
  );
  expect(first.every((value, i) => Math.abs(second[i]! - value - 1) < 1e-12)).toBe(true);
});

test('several statistics of one bootstrap are those of several bootstraps', () => {
  const most = (sample: readonly number[]): number => Math.max(...sample);
  expect(bootstrapEach(values, (sample) => [mean(sample), most(sample)], { seed: 4 })).toEqual([
    bootstrap(values, mean, { seed: 4 }),
    bootstrap(values, most, { seed: 4 }),
  ]);
});

test('a smaller confidence gives a narrower interval', () => {
  const wide = bootstrap(values, mean, { seed: 1 });
  const narrow = bootstrap(values, mean, { seed: 1, confidence: 0.5 });
  expect(narrow.low).toBeGreaterThan(wide.low);
  expect(narrow.high).toBeLessThan(wide.high);
});

test('nothing has neither mean nor interval', () => {
  const nothing = expect.objectContaining({ code: 'statistics/no-values' });
  expect(() => mean([])).toThrow(nothing);
  expect(() => bootstrap([], () => 0, { seed: 1 })).toThrow(nothing);
});
