import type { Clip } from './clip.js';

/** The envelope of a waveform: the smallest and largest sample of each of `times.length` equal segments. */
export interface Envelope {
  /** middle of each segment, seconds */
  times: number[];
  low: number[];
  high: number[];
}

/** Reduces a clip to at most `points` segments, so that a picture of it stays small. */
export function envelope(clip: Clip, points: number): Envelope {
  const { samples, sampleRate } = clip;
  const count = Math.min(points, samples.length);
  const edges = Array.from({ length: count + 1 }, (_, k) => Math.floor((k * samples.length) / count));
  const segments = edges.slice(1).map((end, k) => samples.subarray(edges[k]!, end));
  return {
    times: segments.map((segment, k) => (edges[k]! + segment.length / 2) / sampleRate),
    low: segments.map((segment) => segment.reduce((a, b) => Math.min(a, b))),
    high: segments.map((segment) => segment.reduce((a, b) => Math.max(a, b))),
  };
}
