/** Allocates memory for the samples that a function returns. */
export type Allocate = (frames: number) => Float32Array;

/** New memory for each call, for samples that are kept. */
export const newBuffer: Allocate = (frames) => new Float32Array(frames);

/**
 * The same memory for each call, for samples that are consumed before the next call: allocating megabytes costs more than most
 * loops over them.
 */
export function reusedBuffer(): Allocate {
  let memory = new Float32Array(0);
  return (frames) => {
    if (memory.length < frames) memory = new Float32Array(frames);
    return memory.subarray(0, frames);
  };
}

/** Maximum number of free buffers. */
const poolSize = 8;

/** A pool that reuses released buffers of at least the requested and at most twice the requested size. */
export function bufferPool(): { allocate: Allocate; release(samples: Float32Array): void } {
  const spare: ArrayBufferLike[] = [];
  return {
    allocate: (frames) => {
      const bytes = 4 * frames;
      const fitting = spare.findIndex(({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes);
      const memory = fitting < 0 ? new ArrayBuffer(bytes) : spare.splice(fitting, 1)[0]!;
      return new Float32Array(memory, 0, frames);
    },
    release: ({ buffer }) => {
      if (spare.push(buffer) > poolSize) spare.shift();
    },
  };
}
