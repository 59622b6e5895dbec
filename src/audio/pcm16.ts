import { type Allocate, newBuffer } from './buffers.js';
import { blocks, eachBlock, load } from './wasm/index.js';

/** Full scale of sixteen-bit samples: samples are divided by it, so that reading and writing is lossless. */
export const fullScale: number = 32_767;

/**
 * Sixteen-bit samples as floats, full scale ±1.
 * @param values interleaved
 * @param channels one, or two, which are averaged
 */
export function fromPcm16(values: Int16Array, channels: 1 | 2, allocate: Allocate = newBuffer): Float32Array {
  const { kernels, areas } = blocks();
  const [input, output] = areas;
  const convert = channels === 1 ? kernels.fromPcm16 : kernels.fromStereoPcm16;
  const samples = allocate(values.length / channels);
  eachBlock(samples.length, (from, count) => {
    load(input.shorts, values.subarray(channels * from, channels * (from + count)));
    convert(input.address, output.address, count);
    samples.set(output.floats.subarray(0, count), from);
  });
  return samples;
}

/** Writes round(factor · sample) into the first values, saturating, never wrapping; ties round to even. */
export function roundPcm16(values: Int16Array, samples: Float32Array, factor: number): void {
  const { kernels, areas } = blocks();
  const [input, output] = areas;
  eachBlock(samples.length, (from, count) => {
    load(input.floats, samples.subarray(from, from + count));
    kernels.round(input.address, output.address, factor, count);
    values.set(output.shorts.subarray(0, count), from);
  });
}

/** Adds round(factor · sample) to the values from the first one on, saturating. */
export function addPcm16(values: Int16Array, samples: Float32Array, factor: number): void {
  const { kernels, areas } = blocks();
  const [input, output] = areas;
  eachBlock(samples.length, (from, count) => {
    load(input.floats, samples.subarray(from, from + count));
    load(output.shorts, values.subarray(from, from + count));
    kernels.addRounded(output.address, input.address, factor, count);
    values.set(output.shorts.subarray(0, count), from);
  });
}
