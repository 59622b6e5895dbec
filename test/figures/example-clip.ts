import type { Clip } from '../../src/audio/index.js';

/** A 440 Hz tone at half of full scale. */
export function exampleClip(seconds: number): Clip {
  const samples = Float32Array.from(
    { length: 16_000 * seconds },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * 440 * i) / 16_000),
  );
  return { samples, sampleRate: 16_000 };
}
