import { expect, test } from 'vitest';
import { addPcm16, fromPcm16, roundPcm16 } from '../../src/audio/pcm16.js';
import { randomStream } from '../../src/core/index.js';

/** Lengths around the blocks and groups of eight. */
const lengths = [0, 1, 7, 8, 9, 32_767, 32_768, 32_769, 70_001];

function samples(length: number, amplitude: number): Float32Array {
  const random = randomStream(length, 'pcm16');
  return Float32Array.from({ length }, () => random.uniform(-amplitude, amplitude));
}

const shorts = (length: number): Int16Array => Int16Array.from(samples(length, 32_768));

test.each(lengths)('%i sixteen-bit samples are divided by 32767 and survive a round trip', (length) => {
  const values = shorts(length);
  const read = fromPcm16(values, 1);
  expect(read).toEqual(Float32Array.from(values, (value) => value / 32_767));
  const again = new Int16Array(length);
  roundPcm16(again, read, 32_767);
  expect(again).toEqual(values);
});

test.each(lengths)('two channels with %i samples each are averaged', (length) => {
  const values = shorts(2 * length);
  const means = Float32Array.from({ length }, (_, i) => (values[2 * i]! + values[2 * i + 1]!) / 65_534);
  expect(fromPcm16(values, 2)).toEqual(means);
});

test.each(lengths)('%i samples beyond full scale saturate, never wrap, and nothing after them changes', (length) => {
  const loud = samples(length, 2);
  const values = new Int16Array(length + 3).fill(77);
  roundPcm16(values, loud, 32_767);
  const held = Array.from(loud, (value) => saturated(value * 32_767));
  expect(values.subarray(0, length).every((value, i) => Math.abs(value - held[i]!) <= 0.505)).toBe(true);
  expect([...values.subarray(length)]).toEqual([77, 77, 77]);
});

test.each(lengths)(
  '%i samples are added in whole steps at gains up to +20 dB, and only the sum saturates',
  (length) => {
    const random = randomStream(length, 'gains');
    for (let trial = 0; trial < 5; trial++) {
      const [values, added, factor] = [shorts(length + 3), samples(length, 1), 32_767 * random.uniform(0.1, 10)];
      const before = values.slice();
      addPcm16(values, added, factor);
      const sums = Array.from(added, (value, i) => saturated(before[i]! + value * factor));
      expect(values.subarray(0, length).every((value, i) => Math.abs(value - sums[i]!) <= 0.55)).toBe(true);
      expect(values.subarray(length)).toEqual(before.subarray(length));
    }
  },
);

test('an addend beyond full scale, or beyond any integer, brings the sum to its own side', () => {
  const values = Int16Array.of(-20_000, 20_000, -32_768, 32_767, -32_768, 0, 0);
  addPcm16(values, Float32Array.of(1.5, -1.5, 1, -1, 1e30, -1e30, 3e38), 32_767);
  expect([...values]).toEqual([29_150, -29_150, -1, 0, 32_767, -32_768, 32_767]);
});

function saturated(value: number): number {
  return Math.max(-32_768, Math.min(32_767, value));
}
