import { instantiate, type Kernels } from './instance.js';

/** Samples worked on at a time: they stay in the processor's cache. A multiple of eight, as kernels take. */
const blockFrames = 32_768;

/** Two areas of a memory that hold a block of floats each, with their views; what a kernel leaves there lasts until the next call. */
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

let made: Blocks | undefined;

/** The areas that all functions of a thread share. */
export function blocks(): Blocks {
  made ??= makeBlocks();
  return made;
}

/** Calls `work` with the beginning and the length of one block of a signal after another, each a multiple of `unit` but for the last. */
export function eachBlock(frames: number, work: (from: number, count: number) => void, unit = 8): void {
  const step = Math.max(1, Math.floor(blockFrames / unit)) * unit;
  for (let from = 0; from < frames; from += step) work(from, Math.min(step, frames - from));
}

/** Puts a block where a kernel finds it, followed by zeros up to a multiple of eight. */
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
