import type { Clip } from './clip.js';

/**
 * A copy of the clip with a quarter-sine fade-in and fade-out, to avoid clicks at cuts.
 * @param milliseconds length of each fade; at most half the clip
 */
export function fade(clip: Clip, milliseconds: number): Clip {
  const samples = clip.samples.slice();
  const frames = Math.min(Math.floor(samples.length / 2), Math.round((milliseconds / 1000) * clip.sampleRate));
  for (let i = 0; i < frames; i++) {
    const gain = Math.sin((Math.PI / 2) * (i / frames));
    samples[i]! *= gain;
    samples[samples.length - 1 - i]! *= gain;
  }
  return { samples, sampleRate: clip.sampleRate };
}
