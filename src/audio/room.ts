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
