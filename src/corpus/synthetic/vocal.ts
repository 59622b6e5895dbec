import type { Random } from '../../core/index.js';
import {
  bandNoise,
  decay,
  hann,
  harmonics,
  inFrames,
  line,
  place,
  product,
  pulses,
  type Sound,
  sampleRate,
  scaled,
  signal,
  steady,
} from './synthesis.js';

/** Vocal sounds, by label: the tiny counterpart of VocalSound. */
export const vocal: Record<string, Sound> = {
  laughter,
  sigh,
  cough,
  'throat clearing': throatClearing,
  sneeze,
  sniff,
};

function laughter(random: Random, frames: number): Float64Array {
  const length = inFrames(0.1);
  const pitch = random.uniform(220, 380);
  const ha = product(harmonics(line(length, pitch * 1.1, pitch * 0.9), [1, 0.8, 0.6, 0.4]), hann(length));
  return place(frames, pulses(random, frames, random.uniform(4.5, 6)), () => ha);
}

function sigh(random: Random, frames: number): Float64Array {
  const length = inFrames(1.2);
  const fall = line(length, 1, 0).map((value) => value ** 1.5);
  const rise = signal(length, (t) => Math.min(1, t / 0.2));
  return place(frames, [random.uniform(0, 0.5) * sampleRate], () =>
    product(bandNoise(random, length, 300, 2500), fall, rise),
  );
}

function cough(random: Random, frames: number): Float64Array {
  const length = inFrames(0.2);
  const starts = repeated(2, random.uniform(0.05, 0.6), random.uniform(0.3, 0.45));
  return place(frames, starts, () => product(bandNoise(random, length, 200, 3500), decay(length, 0.05, 0.003)));
}

function throatClearing(random: Random, frames: number): Float64Array {
  const length = inFrames(0.8);
  const growl = steady(length, random.uniform(80, 120), new Array<number>(10).fill(1));
  const rattle = signal(length, (t) => 1 + 0.9 * Math.sin(2 * Math.PI * 28 * t));
  return place(frames, [random.uniform(0, 0.8) * sampleRate], () => product(growl, rattle, hann(length, 0.4)));
}

function sneeze(random: Random, frames: number): Float64Array {
  const breath = inFrames(0.5);
  const burst = inFrames(0.25);
  const inhale = product(harmonics(line(breath, 250, 500), [1, 0.7, 0.4]), line(breath, 0, 0.4));
  const tchoo = product(bandNoise(random, burst, 1500, 7500), scaled(decay(burst, 0.08, 0.003), 1.3));
  return place(frames, [random.uniform(0, 0.9) * sampleRate], () => Float64Array.of(...inhale, ...tchoo));
}

function sniff(random: Random, frames: number): Float64Array {
  const length = inFrames(0.18);
  const starts = repeated(3, random.uniform(0.05, 0.4), random.uniform(0.32, 0.42));
  return place(frames, starts, () => product(bandNoise(random, length, 3500, 7500), line(length, 0, 1)));
}

/** Starts, in samples, of `count` sounds at equal distances in seconds. */
function repeated(count: number, first: number, distance: number): number[] {
  return Array.from({ length: count }, (_, k) => (first + k * distance) * sampleRate);
}
