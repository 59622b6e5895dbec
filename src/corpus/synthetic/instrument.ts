import type { Random } from '../../core/index.js';
import { bandNoise, decay, harmonics, product, type Sound, scaled, signal, steady, sum } from './synthesis.js';

/** Single notes, by label: the tiny counterpart of NSynth. */
export const instrument: Record<string, Sound> = { flute, organ, guitar, violin, bass, mallet, brass, piano };

function flute(random: Random, frames: number): Float64Array {
  const breath = scaled(bandNoise(random, frames, 2000, 6000), 0.08);
  return sum(note(frames, random.uniform(500, 900), [1, 0.12, 0.05], { attack: 0.1, vibrato: 0.008 }), breath);
}

function organ(random: Random, frames: number): Float64Array {
  return note(frames, random.uniform(200, 500), [1, 0, 0.8, 0, 0.6, 0, 0.5, 0, 0.4], { attack: 0.03 });
}

function guitar(random: Random, frames: number): Float64Array {
  return note(frames, random.uniform(150, 350), [1, 0.8, 0.7, 0.5, 0.4, 0.3], { tau: 0.35 });
}

function violin(random: Random, frames: number): Float64Array {
  const amplitudes = Array.from({ length: 12 }, (_, k) => (k + 1) ** -0.6);
  return note(frames, random.uniform(350, 600), amplitudes, { attack: 0.25, vibrato: 0.02 });
}

function bass(random: Random, frames: number): Float64Array {
  return note(frames, random.uniform(50, 90), [1, 0.9, 0.5, 0.2], { tau: 0.6 });
}

function mallet(random: Random, frames: number): Float64Array {
  const partials = stretched(frames, random.uniform(500, 900), [1, 0.6, 0.5], 0.45);
  return product(partials, decay(frames, 0.12, 0.002));
}

function brass(random: Random, frames: number): Float64Array {
  return note(frames, random.uniform(200, 350), [0.6, 0.8, 1, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4], { attack: 0.08 });
}

function piano(random: Random, frames: number): Float64Array {
  const partials = stretched(frames, random.uniform(250, 500), [1, 0.5, 0.3, 0.2], 0.002);
  return product(partials, decay(frames, 0.8, 0.003));
}

/** The envelope of a note: attack in seconds, time constant of the decay (sustained if missing), depth of a 5.5 Hz vibrato. */
export interface NoteShape {
  attack?: number;
  tau?: number;
  vibrato?: number;
}

/** One note of a pitch in Hz with the given harmonics. */
export function note(
  frames: number,
  pitch: number,
  amplitudes: readonly number[],
  { attack = 0.01, tau = Number.POSITIVE_INFINITY, vibrato = 0 }: NoteShape,
): Float64Array {
  const wave = vibrato
    ? harmonics(
        signal(frames, (t) => pitch * (1 + vibrato * Math.sin(2 * Math.PI * 5.5 * t))),
        amplitudes,
      )
    : steady(frames, pitch, amplitudes);
  return product(wave, decay(frames, tau, attack));
}

/** Inharmonic partials of a stiff body: higher ones are shifted further above their harmonic. */
function stretched(frames: number, pitch: number, amplitudes: readonly number[], stiffness: number): Float64Array {
  const partials = amplitudes.map((amplitude, k) => steady(frames, pitch * (k + 1) * (1 + stiffness * k), [amplitude]));
  return sum(new Float64Array(frames), ...partials);
}
