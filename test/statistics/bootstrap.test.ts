import { expect, test } from 'vitest';
import { randomStream } from '../../src/core/index.js';
import { bootstrapSums, mean, percentileInterval } from '../../src/statistics/index.js';

const random = randomStream(5, 'bootstrap test');
const values = Float64Array.from({ length: 400 }, () => random.normal());

async function means(column: Float64Array, seed: number, resamples = 1000, workers = 1): Promise<Float64Array> {
  const drawn = await bootstrapSums([column], { seed, resamples, workers });
  return drawn.map((sums) => sums[0]! / column.length);
}

test('the interval of a mean is close to the normal one', async () => {
  const { low, high } = percentileInterval(await means(values, 1, 4000));
  const middle = mean([...values]);
  const error = Math.sqrt(mean([...values].map((value) => (value - middle) ** 2)) / values.length);
  expect(low).toBeCloseTo(middle - 1.96 * error, 1.7);
  expect(high).toBeCloseTo(middle + 1.96 * error, 1.7);
});

test('the seed decides the draws, the number of threads does not', async () => {
  expect(await means(values, 1)).toEqual(await means(values, 1));
  expect(await means(values, 2)).not.toEqual(await means(values, 1));
  for (const workers of [2, 3]) expect(await means(values, 1, 1000, workers)).toEqual(await means(values, 1));
});

test('lists of equal length are resampled in pairs: a constant difference between them has no spread', async () => {
  const [first, second] = [
    await means(values, 3),
    await means(
      values.map((value) => value + 1),
      3,
    ),
  ];
  expect(first.every((value, i) => Math.abs(second[i]! - value - 1) < 1e-12)).toBe(true);
});

test('columns are summed over the same draws', async () => {
  const drawn = await bootstrapSums([values, values.map((value) => 2 * value), values.map(() => 1)], { seed: 4 });
  drawn.map((sums) => {
    expect(sums[1]).toBeCloseTo(2 * sums[0]!, 9);
    expect(sums[2]).toBe(values.length);
    return 0;
  });
});

test('a smaller confidence gives a narrower interval', async () => {
  const drawn = await means(values, 1);
  const [wide, narrow] = [percentileInterval(drawn), percentileInterval(drawn, 0.5)];
  expect(narrow.low).toBeGreaterThan(wide.low);
  expect(narrow.high).toBeLessThan(wide.high);
});

test('an empty list has neither mean nor interval', async () => {
  const nothing = expect.objectContaining({ code: 'statistics/no-values' });
  expect(() => mean([])).toThrow(nothing);
  await expect(bootstrapSums([], { seed: 1 })).rejects.toThrow(nothing);
  await expect(bootstrapSums([new Float64Array()], { seed: 1 })).rejects.toThrow(nothing);
});
