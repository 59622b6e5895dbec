import type { Clip } from './clip.js';

/** The outline of a waveform: the smallest and largest sample of each of `times.length` equal stretches. */
export interface Envelope {
  /** middle of each stretch, seconds */
  times: number[];
  low: number[];
  high: number[];
}

/** Reduces a clip to at most `points` stretches, so that a picture of it stays small. */
export function envelope(clip: Clip, points: number): Envelope {
  const { samples, sampleRate } = clip;
  const count = Math.min(points, samples.length);
  const edges = Array.from({ length: count + 1 }, (_, k) => Math.floor((k * samples.length) / count));
  const stretches = edges.slice(1).map((end, k) => samples.subarray(edges[k]!, end));
  return {
    times: stretches.map((stretch, k) => (edges[k]! + stretch.length / 2) / sampleRate),
    low: stretches.map((stretch) => stretch.reduce((a, b) => Math.min(a, b))),
    high: stretches.map((stretch) => stretch.reduce((a, b) => Math.max(a, b))),
  };
}
