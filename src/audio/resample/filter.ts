import type { Allocate } from '../buffers.js';
import { instantiate } from '../wasm/index.js';
import type { LowPass } from './low-pass.js';

export interface Filter {
  /** filters a whole signal and changes its rate */
  apply(input: Float32Array, allocate: Allocate): Float32Array;
  /** memory of its taps */
  bytes: number;
}

/** Outputs per block: their inputs fit into the processor's cache, and memory does not grow with the signal. */
const blockFrames = 8192;

/** A filter with its own memory: taps, one block of input, one of output. */
export function createFilter(up: number, down: number, { taps, width, reach }: LowPass): Filter {
  const group = 4 * up;
  const outputs = group * Math.ceil(blockFrames / group);
  const step = (outputs / up) * down;
  const inputs = step + width;
  const inputAt = 4 * taps.length;
  const outputAt = inputAt + 4 * 4 * Math.ceil(inputs / 4);
  const { memory, kernels } = instantiate(outputAt + 4 * outputs);
  new Float32Array(memory.buffer, 0, taps.length).set(taps);
  const block = new Float32Array(memory.buffer, inputAt, inputs);
  const made = new Float32Array(memory.buffer, outputAt, outputs);
  const apply: Filter['apply'] = (input, allocate) => {
    const output = allocate(Math.ceil((input.length * up) / down));
    for (let first = 0, from = 1 - reach; first < output.length; first += outputs, from += step) {
      fill(block, input, from);
      const count = Math.min(outputs, output.length - first);
      kernels.filter(inputAt, outputAt, count, 0, width, up, down);
      output.set(made.subarray(0, count), first);
    }
    return output;
  };
  return { apply, bytes: taps.byteLength };
}

/** A filter that halves the rate, with its own memory. @param taps from halfBand */
export function createHalver(taps: Float32Array): Filter {
  const pairs = taps.length;
  const half = blockFrames + 2 * pairs + 16;
  const inputAt = 4 * 4 * Math.ceil(pairs / 4);
  const scratchAt = inputAt + 8 * half + 128;
  const outputAt = scratchAt + 8 * half + 128;
  const { memory, kernels } = instantiate(outputAt + 4 * blockFrames);
  new Float32Array(memory.buffer, 0, pairs).set(taps);
  const block = new Float32Array(memory.buffer, inputAt, 2 * half);
  const made = new Float32Array(memory.buffer, outputAt, blockFrames);
  const apply: Filter['apply'] = (input, allocate) => {
    const output = allocate(Math.ceil(input.length / 2));
    for (let first = 0; first < output.length; first += blockFrames) {
      fill(block, input, 2 * (first - pairs));
      const count = Math.min(blockFrames, output.length - first);
      kernels.halve(inputAt, scratchAt, outputAt, count, 0, pairs);
      output.set(made.subarray(0, count), first);
    }
    return output;
  };
  return { apply, bytes: taps.byteLength };
}

/** Copies the samples from index `from` on, which may be negative; zeros outside the signal. */
function fill(block: Float32Array, input: Float32Array, from: number): void {
  const before = Math.min(block.length, Math.max(0, -from));
  const there = input.subarray(from + before, Math.max(from + before, Math.min(input.length, from + block.length)));
  block.fill(0, 0, before);
  block.set(there, before);
  block.fill(0, before + there.length);
}
