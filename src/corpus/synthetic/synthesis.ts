import { inverseFourier, rms } from '../../audio/index.js';
import type { Random } from '../../core/index.js';

export const sampleRate: number = 16_000;

/** A sound of the world: the given number of samples, different for each random stream, at an arbitrary level. */
export type Sound = (random: Random, frames: number) => Float64Array;

/** Whole samples in a number of seconds. */
export function inFrames(seconds: number): number {
  return Math.trunc(seconds * sampleRate);
}

/** A signal from its value at each time in seconds. */
export function signal(frames: number, value: (seconds: number) => number): Float64Array {
  const samples = new Float64Array(frames);
  for (let i = 0; i < frames; i++) samples[i] = value(i / sampleRate);
  return samples;
}

/** A straight line from one value to another. */
export function line(frames: number, from: number, to: number): Float64Array {
  return curve(frames, [from, to]);
}

/** Linear interpolation through equidistant values. */
export function curve(frames: number, points: readonly number[]): Float64Array {
  const samples = new Float64Array(frames);
  const step = (points.length - 1) / Math.max(1, frames - 1);
  for (let i = 0; i < frames; i++) {
    const left = Math.min(points.length - 2, Math.floor(i * step));
    const share = i * step - left;
    samples[i] = points[left]! * (1 - share) + points[left + 1]! * share;
  }
  return samples;
}

/** A fundamental with harmonics 1, 2, 3 … of the given amplitudes. */
export function harmonics(frequency: Float64Array, amplitudes: readonly number[]): Float64Array {
  const samples = new Float64Array(frequency.length);
  const radiansPerHertz = (2 * Math.PI) / sampleRate;
  let phase = 0;
  for (let i = 0; i < samples.length; i++) {
    phase += frequency[i]! * radiansPerHertz;
    if (phase > Math.PI) phase -= 2 * Math.PI;
    samples[i] = overtones(Math.sin(phase), Math.cos(phase), amplitudes);
  }
  return samples;
}

/** A constant fundamental: a rotation replaces one sine and one cosine per sample. */
export function steady(frames: number, frequency: number, amplitudes: readonly number[] = [1]): Float64Array {
  const samples = new Float64Array(frames);
  const stepSine = Math.sin((2 * Math.PI * frequency) / sampleRate);
  const stepCosine = Math.cos((2 * Math.PI * frequency) / sampleRate);
  let sine = 0;
  let cosine = 1;
  for (let i = 0; i < frames; i++) {
    samples[i] = overtones(sine, cosine, amplitudes);
    const next = sine * stepCosine + cosine * stepSine;
    cosine = cosine * stepCosine - sine * stepSine;
    sine = next;
  }
  return samples;
}

/** Sum of a_k sin(k·phase), k from 1, by the recurrence of Chebyshev. */
function overtones(sine: number, cosine: number, amplitudes: readonly number[]): number {
  let previous = 0;
  let current = sine;
  let total = 0;
  for (let k = 0; k < amplitudes.length; k++) {
    total += amplitudes[k]! * current;
    const next = 2 * cosine * current - previous;
    previous = current;
    current = next;
  }
  return total;
}

/** Period of the noise in samples, about two seconds: longer transforms would dominate the rendering time. */
const noisePeriod = 2 ** 15;

/** Gaussian noise between two frequencies in Hz, level 1: random Fourier coefficients inside the band, none outside. */
export function bandNoise(random: Random, frames: number, low: number, high: number): Float64Array {
  const size = Math.min(noisePeriod, 2 ** Math.ceil(Math.log2(frames)));
  const spectrum = new Float64Array(2 * size);
  const last = Math.floor((high * size) / sampleRate);
  for (let bin = Math.ceil((low * size) / sampleRate); bin <= last; bin++) {
    spectrum[2 * bin] = random.uniform(-1, 1);
    spectrum[2 * bin + 1] = random.uniform(-1, 1);
  }
  const complex = inverseFourier(spectrum);
  const samples = new Float64Array(frames);
  for (let i = 0; i < frames; i++) samples[i] = complex[2 * (i % size)]!;
  return atLevel(samples, 1);
}

/** Rises in `attack` seconds, then decays with time constant `tau`. */
export function decay(frames: number, tau: number, attack = 0.005): Float64Array {
  return signal(frames, (t) => Math.min(1, t / attack) * Math.exp(-t / tau));
}

/** A Hann window; powers below 1 make its top flatter. */
export function hann(frames: number, power = 1): Float64Array {
  return signal(
    frames,
    (t) => (0.5 - 0.5 * Math.cos((2 * Math.PI * t * sampleRate) / Math.max(1, frames - 1))) ** power,
  );
}

/** 1 plus a sine of the given depth and random phase: a slow change of level. */
export function sway(random: Random, frames: number, hertz: number, depth: number): Float64Array {
  const phase = random.uniform(0, 2 * Math.PI);
  return signal(frames, (t) => 1 + depth * Math.sin(2 * Math.PI * hertz * t + phase));
}

/** Element-wise product of signals of equal length. */
export function product(first: Float64Array, ...others: Float64Array[]): Float64Array {
  const samples = first.slice();
  for (const other of others) for (let i = 0; i < samples.length; i++) samples[i]! *= other[i]!;
  return samples;
}

/** Element-wise sum, as long as the first signal; shorter ones are padded with silence. */
export function sum(first: Float64Array, ...others: Float64Array[]): Float64Array {
  const samples = first.slice();
  for (const other of others) addAt(samples, 0, other);
  return samples;
}

export function scaled(samples: Float64Array, gain: number): Float64Array {
  const result = new Float64Array(samples.length);
  for (let i = 0; i < result.length; i++) result[i] = gain * samples[i]!;
  return result;
}

/** The same signal at another root mean square; silence stays silence. */
export function atLevel(samples: Float64Array, level: number): Float64Array {
  return scaled(samples, level / (rms(samples) + 1e-12));
}

/** Adds a newly generated piece at each start; pieces are truncated at the end. */
export function place(frames: number, starts: readonly number[], piece: () => Float64Array): Float64Array {
  const samples = new Float64Array(frames);
  for (const start of starts.map(Math.trunc).filter((at) => at < frames)) addAt(samples, start, piece());
  return samples;
}

function addAt(samples: Float64Array, start: number, piece: Float64Array): void {
  const frames = Math.min(piece.length, samples.length - start);
  for (let i = 0; i < frames; i++) samples[start + i]! += piece[i]!;
}

/** Start positions at a constant rate per second with a random phase, each shifted by up to `jitter` seconds. */
export function pulses(random: Random, frames: number, rate: number, jitter = 0): number[] {
  const first = random.next();
  return Array.from({ length: Math.trunc((frames / sampleRate) * rate) + 1 }, (_, k) => {
    const start = ((k + first) / rate + random.uniform(-jitter, jitter)) * sampleRate;
    return Math.min(frames, Math.max(0, start));
  });
}
