import { amplitude, pcm16Wav } from '../audio/index.js';
import type { Placement } from './types.js';

/** Full scale of the kit's 16-bit PCM: readWav divides by it, so a source at scale 1 keeps its own PCM values. */
const fullScale = 32_767;

/** The scaled samples as 16-bit PCM, followed by zeros up to `frames`. The caller keeps the scaled peak below full scale. */
export function quantise(samples: Float32Array, scale: number, frames: number): Int16Array {
  const pcm = new Int16Array(frames);
  const factor = scale * fullScale;
  for (let i = 0; i < samples.length; i++) pcm[i] = Math.round(samples[i]! * factor);
  return pcm;
}

/** x with an event added inside the event's window as whole PCM steps: outside it the bytes are those of x. */
export function addEvent(
  x: Int16Array,
  event: Float32Array,
  { onset, gainDb }: Pick<Placement, 'onset' | 'gainDb'>,
  scale: number,
): Int16Array {
  const gain = amplitude(gainDb) * scale * fullScale;
  const mixed = x.slice();
  for (let i = 0; i < event.length; i++) mixed[onset + i]! += Math.round(event[i]! * gain);
  return mixed;
}

/** The bytes of the WAV file that decodes to these PCM values. */
export function wavOf(pcm: Int16Array, sampleRate: number): Uint8Array {
  return pcm16Wav(pcm, { channels: 1, sampleRate });
}
