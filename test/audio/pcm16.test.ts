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
  const held = Array.from(loud, (value) => Math.max(-32_768, Math.min(32_767, value * 32_767)));
  expect(values.subarray(0, length).every((value, i) => Math.abs(value - held[i]!) <= 0.505)).toBe(true);
  expect([...values.subarray(length)]).toEqual([77, 77, 77]);
});

test.each(lengths)('%i samples are added in whole steps, with saturation', (length) => {
  const [values, added] = [shorts(length + 3), samples(length, 1)];
  const before = values.slice();
  addPcm16(values, added, 9000);
  const sums = Array.from(added, (value, i) => Math.max(-32_768, Math.min(32_767, before[i]! + value * 9000)));
  expect(values.subarray(0, length).every((value, i) => Math.abs(value - sums[i]!) <= 0.505)).toBe(true);
  expect(values.subarray(length)).toEqual(before.subarray(length));
});
