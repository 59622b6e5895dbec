import { instantiate, type Kernels } from './instance.js';

/** Samples per block, which fit into the processor's cache. A multiple of eight, as the kernels require. */
const blockFrames = 32_768;

/** Two memory areas, each for a block of floats, with their views; results stay valid until the next call. */
export interface Blocks {
  kernels: Kernels;
  areas: readonly [Area, Area];
}

export interface Area {
  address: number;
  floats: Float32Array;
  doubles: Float64Array;
  shorts: Int16Array;
}

let shared: Blocks | undefined;

/** The areas shared by all functions of a thread. */
export function blocks(): Blocks {
  shared ??= makeBlocks();
  return shared;
}

/** Calls `work` with the start and the length of each block of a signal; lengths are multiples of `unit`, except the last. */
export function eachBlock(frames: number, work: (from: number, count: number) => void, unit = 8): void {
  const step = Math.max(1, Math.floor(blockFrames / unit)) * unit;
  for (let from = 0; from < frames; from += step) work(from, Math.min(step, frames - from));
}

/** Copies a block into a kernel's area, padded with zeros to a multiple of eight. */
export function load(area: Float32Array | Int16Array, block: Float32Array | Int16Array): void {
  area.set(block);
  area.fill(0, block.length, Math.min(area.length, block.length + 7));
}

function makeBlocks(): Blocks {
  const bytes = 4 * blockFrames;
  const { memory, kernels } = instantiate(2 * bytes);
  const area = (index: number): Area => {
    const address = index * bytes;
    return {
      address,
      floats: new Float32Array(memory.buffer, address, blockFrames),
      doubles: new Float64Array(memory.buffer, address, blockFrames / 2),
      shorts: new Int16Array(memory.buffer, address, 2 * blockFrames),
    };
  };
  return { kernels, areas: [area(0), area(1)] };
}
