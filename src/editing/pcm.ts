import { addPcm16, amplitude, fullScale, roundPcm16 } from '../audio/index.js';
import type { Placement } from './types.js';

/** Writes the scaled samples as 16-bit PCM, followed by zeros. A source at scale 1 keeps its own PCM values. */
export function quantise(pcm: Int16Array, samples: Float32Array, scale: number): void {
  roundPcm16(pcm, samples, scale * fullScale);
  pcm.fill(0, samples.length);
}

/** Adds an event inside its window as whole PCM steps: outside it the bytes stay as they are. */
export function addEvent(
  pcm: Int16Array,
  event: Float32Array,
  { onset, gainDb }: Pick<Placement, 'onset' | 'gainDb'>,
  scale: number,
): void {
  addPcm16(pcm.subarray(onset, onset + event.length), event, amplitude(gainDb) * scale * fullScale);
}
