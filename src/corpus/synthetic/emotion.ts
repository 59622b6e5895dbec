import type { Random } from '../../core/index.js';
import { harmonics, product, type Sound, signal } from './synthesis.js';

/** Emotional voices, by label: the tiny counterpart of IEMOCAP. They differ in pitch, melody, syllable rate and timbre. */
export const emotion: Record<string, Sound> = { angry, happy, sad, neutral };

function angry(random: Random, frames: number): Float64Array {
  const pitch = random.uniform(230, 290);
  const rate = random.uniform(5, 6.5);
  const melody = (x: number): number => 1 + 0.1 * Math.sin(40 * x);
  return voice(random, frames, pitch, melody, rate, [1, 1, 1, 0.9, 0.8, 0.7, 0.6, 0.5]).map((value) =>
    Math.tanh(3 * value),
  );
}

function happy(random: Random, frames: number): Float64Array {
  const pitch = random.uniform(260, 330);
  const rate = random.uniform(4, 5);
  return voice(random, frames, pitch, (x) => 1 + 0.35 * Math.sin(2 * Math.PI * 2.2 * x), rate, [1, 0.5, 0.3, 0.2]);
}

function sad(random: Random, frames: number): Float64Array {
  const pitch = random.uniform(140, 180);
  const rate = random.uniform(1.5, 2.1);
  return voice(random, frames, pitch, (x) => 1.15 - 0.4 * x, rate, [1, 0.4, 0.1]);
}

function neutral(random: Random, frames: number): Float64Array {
  const pitch = random.uniform(110, 140);
  const rate = random.uniform(3, 3.6);
  return voice(random, frames, pitch, () => 1, rate, [1, 0.7, 0.5, 0.3, 0.2]);
}

/** Syllables at `rate` per second; `melody` multiplies the pitch and runs from 0 to 1 over the clip. */
function voice(
  random: Random,
  frames: number,
  pitch: number,
  melody: (x: number) => number,
  rate: number,
  amplitudes: readonly number[],
): Float64Array {
  const phase = random.uniform(0, 2 * Math.PI);
  const syllables = signal(frames, (t) => Math.min(1.4, Math.max(0, Math.sin(2 * Math.PI * rate * t + phase) + 0.4)));
  const frequency = Float64Array.from({ length: frames }, (_, i) => pitch * melody(i / (frames - 1)));
  return product(harmonics(frequency, amplitudes), syllables);
}
