import { blocks, eachBlock, load } from './wasm/index.js';

/** Windows of 20 ms more than 40 dB below the loudest one are not part of an event's active region. */
const windowSeconds = 0.02;
const activeDb = -40;

type Samples = Float32Array | Float64Array;

/** Root mean square of the samples, full scale 1; 0 for no samples. */
export function rms(samples: Samples): number {
  return samples.length === 0 ? 0 : Math.sqrt(energy(samples, 0, samples.length) / samples.length);
}

/**
 * Root mean square over the active region of an event only. Over a whole clip, a 2 s event in 10 s of silence measures 7 dB
 * too low and would be mixed 7 dB too loud.
 * @returns level with full scale 1; 0 for silence
 */
export function activeRms(samples: Float32Array, sampleRate: number): number {
  const length = Math.max(1, Math.round(windowSeconds * sampleRate));
  const energies = windowEnergies(samples, length);
  const framesOf = (index: number): number => Math.min(length, samples.length - index * length);
  const loudest = energies.reduce((most, sum, index) => Math.max(most, sum / framesOf(index)), 0);
  const threshold = loudest * 10 ** (activeDb / 10);
  let [sum, frames] = [0, 0];
  for (const [index, energy] of energies.entries()) {
    if (energy === 0 || energy / framesOf(index) < threshold) continue;
    sum += energy;
    frames += framesOf(index);
  }
  return frames === 0 ? 0 : Math.sqrt(sum / frames);
}

/** Sums of squares of consecutive windows of `length` samples; the last one may be shorter. */
export function windowEnergies(samples: Float32Array, length: number): Float64Array {
  const { kernels, areas } = blocks();
  const [input, output] = areas;
  const whole = Math.floor(samples.length / length);
  const sums = new Float64Array(Math.ceil(samples.length / length));
  eachBlock(
    whole * length,
    (from, count) => {
      input.floats.set(samples.subarray(from, from + count));
      kernels.energies(input.address, output.address, count / length, length);
      sums.set(output.doubles.subarray(0, count / length), from / length);
    },
    length,
  );
  if (sums.length > whole) sums[whole] = energy(samples, whole * length, samples.length);
  return sums;
}

/** Largest absolute sample. */
export function peak(samples: Samples): number {
  if (samples instanceof Float32Array) return peakOfFloats(samples);
  return samples.reduce((largest, sample) => Math.max(largest, Math.abs(sample)), 0);
}

function peakOfFloats(samples: Float32Array): number {
  const { kernels, areas } = blocks();
  const [input] = areas;
  let largest = 0;
  eachBlock(samples.length, (from, count) => {
    load(input.floats, samples.subarray(from, from + count));
    largest = Math.max(largest, kernels.peak(input.address, count));
  });
  return largest;
}

/** Largest absolute value of base + gain · event where both overlap; the rest of either is ignored. */
export function mixedPeak(base: Float32Array, event: Float32Array, gain: number): number {
  const { kernels, areas } = blocks();
  const [under, over] = areas;
  let largest = 0;
  eachBlock(Math.min(base.length, event.length), (from, count) => {
    load(under.floats, base.subarray(from, from + count));
    load(over.floats, event.subarray(from, from + count));
    largest = Math.max(largest, kernels.mixedPeak(under.address, over.address, gain, count));
  });
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
