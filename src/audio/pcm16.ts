import { newRoom, type Room } from './room.js';
import { blocks, eachBlock, load } from './wasm/index.js';

/** Full scale of sixteen-bit samples: what is read is divided by it, so that reading and writing again gives the same samples. */
export const fullScale = 32_767;

/**
 * Sixteen-bit samples as floats, full scale ±1.
 * @param values interleaved
 * @param channels one, or two, whose mean is taken
 */
export function fromPcm16(values: Int16Array, channels: 1 | 2, room: Room = newRoom): Float32Array {
  const { kernels, areas } = blocks();
  const [input, output] = areas;
  const convert = channels === 1 ? kernels.fromPcm16 : kernels.fromStereoPcm16;
  const samples = room(values.length / channels);
  eachBlock(samples.length, (from, count) => {
    load(input.shorts, values.subarray(channels * from, channels * (from + count)));
    convert(input.address, output.address, count);
    samples.set(output.floats.subarray(0, count), from);
  });
  return samples;
}

/** Writes round(factor · sample) into the first values, held at the ends of the range and never wrapped; ties go to the even one. */
export function roundPcm16(values: Int16Array, samples: Float32Array, factor: number): void {
  const { kernels, areas } = blocks();
  const [input, output] = areas;
  eachBlock(samples.length, (from, count) => {
    load(input.floats, samples.subarray(from, from + count));
    kernels.round(input.address, output.address, factor, count);
    values.set(output.shorts.subarray(0, count), from);
  });
}

/** Adds round(factor · sample) to values that begin with the first one to be changed, held at the ends of the range. */
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
