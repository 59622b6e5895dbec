import { fade, windowEnergies } from '../audio/index.js';
import type { Excerpt } from './types.js';

const hopSeconds = 0.01;
const edgeSeconds = 0.01;

/**
 * The loudest window of `frames` samples, by the energy of its whole steps of 10 ms; it starts at a step, and ties go
 * to the earliest. A source that is not longer is used whole.
 */
export function loudestExcerpt(samples: Float32Array, frames: number, sampleRate: number): Excerpt {
  if (samples.length <= frames) return { start: 0, frames: samples.length };
  const hop = Math.max(1, Math.round(hopSeconds * sampleRate));
  const hops = Math.floor(frames / hop);
  const before = sumsBefore(windowEnergies(samples, hop));
  let loudest = 0;
  let most = -1;
  for (let first = 0; first * hop + frames <= samples.length; first++) {
    const energy = before[first + hops]! - before[first]!;
    if (energy > most) [loudest, most] = [first, energy];
  }
  return { start: loudest * hop, frames };
}

/** The sum of all values before each index, and of all values at the end. */
function sumsBefore(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!;
  return sums;
}

/** The excerpt of an event, with a quarter-sine fade of 10 ms on its edges if anything was cut off, so that no cut clicks. */
export function eventSamples(event: Float32Array, { start, frames }: Excerpt, sampleRate: number): Float32Array {
  const samples = event.subarray(start, start + frames);
  return frames === event.length ? samples : fade({ samples, sampleRate }, 1000 * edgeSeconds).samples;
}
