import type { Random } from '../../core/index.js';
import { note } from './instrument.js';
import {
  bandNoise,
  decay,
  harmonics,
  inFrames,
  line,
  place,
  product,
  type Sound,
  sampleRate,
  scaled,
  steady,
  sum,
} from './synthesis.js';

/** Patterns of drums, chords and melodies, by label: the tiny counterpart of GTZAN. */
export const genre: Record<string, Sound> = { classical, metal, hiphop, disco, jazz, reggae };

function classical(random: Random, frames: number): Float64Array {
  const root = random.uniform(250, 350);
  const arpeggio = [1, 1.25, 1.5, 2, 1.5, 1.25].map((ratio) => root * ratio);
  return melody(frames, 100, arpeggio, [1, 0.4, 0.2], 0.5, 0.5);
}

function metal(random: Random, frames: number): Float64Array {
  const power = chord(frames, [random.uniform(80, 110), random.uniform(120, 160)], new Array<number>(8).fill(1));
  return sum(
    power.map((value) => Math.tanh(4 * value)),
    place(frames, beats(frames, 340), kick),
  );
}

function hiphop(random: Random, frames: number): Float64Array {
  const tempo = random.uniform(80, 92);
  return sum(
    place(frames, beats(frames, tempo), kick),
    place(frames, beats(frames, tempo, 0.5), () => scaled(snare(random), 1.3)),
    scaled(note(frames, random.uniform(50, 65), [1, 0.3], {}), 0.3),
  );
}

function disco(random: Random, frames: number): Float64Array {
  const tempo = random.uniform(118, 128);
  return sum(
    place(frames, beats(frames, tempo), kick),
    place(frames, beats(frames, tempo, 0.5), () => scaled(hat(random), 2)),
    scaled(chord(frames, [random.uniform(380, 420), 520, 660], [1, 0.5, 0.3]), 0.4),
  );
}

function jazz(random: Random, frames: number): Float64Array {
  const root = random.uniform(60, 80);
  const walk = [1, 1.26, 1.5, 1.68, 1.78, 1.5, 1.3, 1.1].map((ratio) => root * ratio);
  const solo = Array.from({ length: 6 }, () => random.uniform(400, 900));
  return sum(
    melody(frames, 150, walk, [1, 0.6, 0.3], 0.3, 1),
    place(frames, beats(frames, 150, 0.66), () => hat(random)),
    scaled(melody(frames, 150, solo, [1, 0.7, 0.5, 0.4], 0.3, 0.66), 0.35),
  );
}

function reggae(random: Random, frames: number): Float64Array {
  const length = inFrames(0.1);
  const root = random.uniform(280, 340);
  const strum = product(chord(length, [root, root * 1.25, root * 1.5], [1, 0.8, 0.6, 0.4]), decay(length, 0.05));
  return sum(
    place(frames, beats(frames, 150, 0.5), () => scaled(strum, 1.3)),
    scaled(melody(frames, 75, [65, 80, 65, 97], [1, 0.2], 0.5, 0.5), 0.5),
  );
}

function kick(): Float64Array {
  const length = inFrames(0.15);
  return product(harmonics(line(length, 150, 50), [1.6]), decay(length, 0.06));
}

function snare(random: Random): Float64Array {
  const length = inFrames(0.12);
  return product(bandNoise(random, length, 1000, 6000), decay(length, 0.04));
}

function hat(random: Random): Float64Array {
  const length = inFrames(0.03);
  return scaled(product(bandNoise(random, length, 6000, 7900), decay(length, 0.01)), 0.6);
}

function chord(frames: number, pitches: readonly number[], amplitudes: readonly number[]): Float64Array {
  const tones = pitches.map((pitch) => steady(frames, pitch, amplitudes));
  return scaled(sum(new Float64Array(frames), ...tones), 1 / pitches.length);
}

/** Notes in a cycle, one every `step` beats. */
function melody(
  frames: number,
  tempo: number,
  pitches: readonly number[],
  amplitudes: readonly number[],
  tau: number,
  step: number,
): Float64Array {
  const length = Math.trunc(((sampleRate * 60) / tempo) * step);
  const starts = Array.from({ length: Math.trunc(frames / length) + 1 }, (_, k) => k * length);
  let played = 0;
  return place(frames, starts, () => note(length, pitches[played++ % pitches.length]!, amplitudes, { tau }));
}

/** Starts of the beats at `tempo` per minute, delayed by `offset` beats. */
function beats(frames: number, tempo: number, offset = 0): number[] {
  const length = (sampleRate * 60) / tempo;
  return Array.from({ length: Math.max(0, Math.ceil(frames / length - offset)) }, (_, k) => (k + offset) * length);
}
