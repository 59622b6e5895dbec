/** Gives memory for samples that a function makes. */
export type Room = (frames: number) => Float32Array;

/** New memory each time, for samples that are kept. */
export const newRoom: Room = (frames) => new Float32Array(frames);

/**
 * The same memory again and again, for samples that are used up before the next ones are made: megabytes of new memory cost more than what most
 * loops over them do.
 */
export function usedRoom(): Room {
  let memory = new Float32Array(0);
  return (frames) => {
    if (memory.length < frames) memory = new Float32Array(frames);
    return memory.subarray(0, frames);
  };
}

/** Arrays that wait to be used again, at most. */
const mostSpare = 8;

/** Memory that is taken from samples which were given back, where one of them is large enough and not far too large. */
export function recycledRoom(): { room: Room; giveBack(samples: Float32Array): void } {
  const spare: ArrayBufferLike[] = [];
  return {
    room: (frames) => {
      const bytes = 4 * frames;
      const fitting = spare.findIndex(({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes);
      const memory = fitting < 0 ? new ArrayBuffer(bytes) : spare.splice(fitting, 1)[0]!;
      return new Float32Array(memory, 0, frames);
    },
    giveBack: ({ buffer }) => {
      if (spare.push(buffer) > mostSpare) spare.shift();
    },
  };
}
