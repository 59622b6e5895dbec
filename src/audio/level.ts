/** Windows of 20 ms more than 40 dB below the loudest one are no part of an event's active region. */
const windowSeconds = 0.02;
const activeDb = -40;

type Samples = Float32Array | Float64Array;

/** Root mean square of the samples, full scale 1; 0 for no samples. */
export function rms(samples: Samples): number {
  return samples.length === 0 ? 0 : Math.sqrt(energy(samples, 0, samples.length) / samples.length);
}

/**
 * Root mean square over the active region of an event alone. Over a whole clip, a 2 s event in 10 s of silence reads 7 dB
 * too low and would be mixed 7 dB too loud.
 * @returns level with full scale 1; 0 for silence
 */
export function activeRms(samples: Samples, sampleRate: number): number {
  const length = Math.max(1, Math.round(windowSeconds * sampleRate));
  const windows = Array.from({ length: Math.ceil(samples.length / length) }, (_, index) => {
    const start = index * length;
    const end = Math.min(samples.length, start + length);
    return { energy: energy(samples, start, end), frames: end - start };
  });
  const meanSquare = (window: { energy: number; frames: number }): number => window.energy / window.frames;
  const threshold =
    windows.reduce((loudest, window) => Math.max(loudest, meanSquare(window)), 0) * 10 ** (activeDb / 10);
  const active = windows.filter((window) => window.energy > 0 && meanSquare(window) >= threshold);
  const frames = active.reduce((sum, window) => sum + window.frames, 0);
  return frames === 0 ? 0 : Math.sqrt(active.reduce((sum, window) => sum + window.energy, 0) / frames);
}

/** Largest absolute sample. */
export function peak(samples: Samples): number {
  let largest = 0;
  for (let i = 0; i < samples.length; i++) largest = Math.max(largest, Math.abs(samples[i]!));
  return largest;
}

/** An amplitude ratio as decibels; 0 gives -Infinity. */
export function decibels(ratio: number): number {
  return 20 * Math.log10(ratio);
}

/** Decibels as an amplitude ratio. */
export function amplitude(db: number): number {
  return 10 ** (db / 20);
}

function energy(samples: Samples, start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += samples[i]! * samples[i]!;
  return sum;
}
