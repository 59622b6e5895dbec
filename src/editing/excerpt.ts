import { fade } from '../audio/index.js';
import type { Excerpt } from './types.js';

const hopSeconds = 0.01;
const edgeSeconds = 0.01;

/**
 * The loudest window of at most `frames` samples, found in steps of 10 ms; the earliest of equals. A source that is not
 * longer is used whole.
 */
export function loudestExcerpt(samples: Float32Array, frames: number, sampleRate: number): Excerpt {
  if (samples.length <= frames) return { start: 0, frames: samples.length };
  const hop = Math.max(1, Math.round(hopSeconds * sampleRate));
  const energy = new Float64Array(samples.length + 1);
  for (let i = 0; i < samples.length; i++) energy[i + 1] = energy[i]! + samples[i]! * samples[i]!;
  let start = 0;
  let most = -1;
  for (let first = 0; first + frames <= samples.length; first += hop) {
    const sum = energy[first + frames]! - energy[first]!;
    if (sum > most) [start, most] = [first, sum];
  }
  return { start, frames };
}

/** The excerpt of an event, with a quarter-sine fade of 10 ms on its edges if anything was cut off, so that no cut clicks. */
export function eventSamples(event: Float32Array, { start, frames }: Excerpt, sampleRate: number): Float32Array {
  const samples = event.subarray(start, start + frames);
  return frames === event.length ? samples : fade({ samples, sampleRate }, 1000 * edgeSeconds).samples;
}
