import { type KFilter, weightedEnergies } from './k-weighting.js';

/** Loudness below which a signal counts as silence, LUFS; also the absolute gate of BS.1770-4. */
const floorLufs = -70;
const relativeGate = -10;
/** A block is 400 ms long and starts every 100 ms. */
const hopsPerBlock = 4;
/** A signal shorter than a block is repeated up to this length, as in Scaper. */
const shortestSeconds = 0.5;

/**
 * The lowest sample rate with a loudness, Hz. From it on, the filters weigh every frequency as those for 48 kHz do, within half a
 * decibel; at 4 kHz they are wrong by 1.6 dB, and below 3364 Hz, twice the frequency of the shelf, they are not stable.
 */
export const lowestLoudnessRate: number = 8000;

/**
 * Integrated loudness according to ITU-R BS.1770-4: K-weighting, blocks of 400 ms, both gates.
 * @param channels samples of each channel, full scale ±1: mono, left and right, or 5.1 in the order L R C LFE Ls Rs
 * @param sampleRate Hz; the filters, specified for 48 kHz, are redesigned for it
 * @returns LUFS, -70 for silence; null below lowestLoudnessRate
 */
export function loudness(channels: readonly Float32Array[], sampleRate: number): number | null {
  if (sampleRate < lowestLoudnessRate) return null;
  const weights = channels.map((_, index) => channelWeight(index, channels.length));
  const energies = channels.map((samples) => hopEnergies(samples, sampleRate));
  const hops = Array.from(energies[0]!, (_, hop) =>
    energies.reduce((sum, channel, index) => sum + weights[index]! * channel[hop]!, 0),
  );
  const blocks = hops.slice(0, 1 - hopsPerBlock).map((_, first) => meanOf(hops.slice(first, first + hopsPerBlock)));
  const audible = blocks.filter((power) => lufs(power) > floorLufs);
  const gate = lufs(meanOf(audible)) + relativeGate;
  return Math.max(floorLufs, lufs(meanOf(audible.filter((power) => lufs(power) > gate))));
}

function lufs(power: number): number {
  return -0.691 + 10 * Math.log10(power);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Surround channels are weighted by +1.5 dB, the low-frequency channel by zero. */
function channelWeight(index: number, channels: number): number {
  if (channels < 5) return 1;
  if (channels === 6 && index === 3) return 0;
  return index >= channels - 2 ? 1.41 : 1;
}

/** Mean square of the K-weighted signal in each segment of 100 ms; an incomplete last one is dropped. */
function hopEnergies(samples: Float32Array, sampleRate: number): Float64Array {
  const hop = Math.round(sampleRate / 10);
  const shortest = Math.round(shortestSeconds * sampleRate);
  const signal = samples.length < hopsPerBlock * hop ? tiled(samples, shortest) : samples;
  return weightedEnergies(signal, hop, filters(sampleRate)).map((sum) => sum / hop);
}

function tiled(samples: Float32Array, frames: number): Float32Array {
  const signal = new Float32Array(frames);
  for (let start = 0; start < frames && samples.length > 0; start += samples.length)
    signal.set(samples.subarray(0, frames - start), start);
  return signal;
}

/** Centre frequency, quality and gain of the two filters that BS.1770 specifies in digital form for 48 kHz. */
const shelfPrototype = { hertz: 1681.974450955533, quality: 0.7071752369554196, gainDb: 3.999843853973347 };
const highPassPrototype = { hertz: 38.13547087602444, quality: 0.5003270373238773 };

/** The bilinear transform of both prototypes; the numerator of the high-pass is 1, -2, 1 at every rate. */
function filters(sampleRate: number): KFilter {
  const { hertz, quality, gainDb } = shelfPrototype;
  const k = Math.tan((Math.PI * hertz) / sampleRate);
  const high = 10 ** (gainDb / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / quality + k * k;
  const c = Math.tan((Math.PI * highPassPrototype.hertz) / sampleRate);
  const d0 = 1 + c / highPassPrototype.quality + c * c;
  return [
    (high + (band * k) / quality + k * k) / a0,
    (2 * (k * k - high)) / a0,
    (high - (band * k) / quality + k * k) / a0,
    (2 * (k * k - 1)) / a0,
    (1 - k / quality + k * k) / a0,
    (2 * (c * c - 1)) / d0,
    (1 - c / highPassPrototype.quality + c * c) / d0,
  ];
}
