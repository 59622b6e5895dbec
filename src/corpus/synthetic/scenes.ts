import type { Random } from '../../core/index.js';
import {
  bandNoise,
  curve,
  decay,
  harmonics,
  inFrames,
  place,
  product,
  pulses,
  type Sound,
  sampleRate,
  scaled,
  signal,
  steady,
  sum,
  sway,
} from './synthesis.js';

/** A background that lasts through the whole clip, and its wording. */
export interface SceneKind {
  sound: Sound;
  /** "rain falls" */
  clause: string;
  /** "heavy rain" */
  noun: string;
  /** "rain falling" */
  gerund: string;
}

export const scenes: Record<string, SceneKind> = {
  rain: { sound: rain, clause: 'rain falls', noun: 'heavy rain', gerund: 'rain falling' },
  wind: { sound: wind, clause: 'wind blows', noun: 'strong wind', gerund: 'wind blowing' },
  engine: { sound: engine, clause: 'an engine idles', noun: 'a running engine', gerund: 'an engine idling' },
  waves: { sound: waves, clause: 'waves crash', noun: 'ocean waves', gerund: 'waves crashing' },
  crickets: { sound: crickets, clause: 'crickets chirp', noun: 'night crickets', gerund: 'crickets chirping' },
  stream: { sound: stream, clause: 'a stream flows', noun: 'a small stream', gerund: 'a stream flowing' },
  crowd: { sound: crowd, clause: 'people talk', noun: 'a busy crowd', gerund: 'people talking' },
  train: { sound: train, clause: 'a train passes', noun: 'a passing train', gerund: 'a train passing' },
  static: { sound: radio, clause: 'a radio crackles', noun: 'radio static', gerund: 'a radio crackling' },
  fan: { sound: fan, clause: 'a fan hums', noun: 'an electric fan', gerund: 'a fan humming' },
};

function rain(random: Random, frames: number): Float64Array {
  return bandNoise(random, frames, 2500, 7500);
}

function wind(random: Random, frames: number): Float64Array {
  return product(bandNoise(random, frames, 60, 500), sway(random, frames, random.uniform(0.6, 1.2), 0.8));
}

function engine(random: Random, frames: number): Float64Array {
  const tone = steady(frames, random.uniform(75, 105), [1, 0.8, 0.9, 0.6, 0.5, 0.4, 0.3, 0.2]);
  return product(tone, sway(random, frames, 9, 0.3));
}

function waves(random: Random, frames: number): Float64Array {
  const hertz = random.uniform(0.7, 1.1);
  const swell = sway(random, frames, hertz, 1).map((value) => 0.15 + Math.max(0, value - 1) ** 2);
  return product(bandNoise(random, frames, 100, 4000), swell);
}

function crickets(random: Random, frames: number): Float64Array {
  const pitch = random.uniform(4200, 5200);
  const rate = random.uniform(16, 22);
  return signal(frames, (t) => (Math.sin(2 * Math.PI * rate * t) > 0 ? Math.sin(2 * Math.PI * pitch * t) : 0));
}

function stream(random: Random, frames: number): Float64Array {
  const gurgle = curve(frames, normals(random, 60)).map((value) => 1 + 0.6 * value);
  return product(bandNoise(random, frames, 900, 2000), gurgle);
}

function crowd(random: Random, frames: number): Float64Array {
  const voices = Array.from({ length: 5 }, () => {
    const pitch = random.uniform(130, 260);
    const melody = curve(
      frames,
      Array.from({ length: 12 }, () => pitch * random.uniform(0.85, 1.15)),
    );
    const words = curve(frames, normals(random, 14)).map((value) => Math.min(2, Math.max(0, value)));
    return product(harmonics(melody, [1, 1, 0.9, 0.7, 0.5, 0.3]), words);
  });
  return sum(new Float64Array(frames), ...voices);
}

function train(random: Random, frames: number): Float64Array {
  const length = inFrames(0.12);
  const wheels = place(frames, pulses(random, frames, random.uniform(5, 6.5)), () =>
    product(bandNoise(random, length, 200, 1500), decay(length, 0.03)),
  );
  return sum(wheels, scaled(bandNoise(random, frames, 60, 300), 0.12));
}

function radio(random: Random, frames: number): Float64Array {
  const clicksPerSecond = 60;
  return scaled(bandNoise(random, frames, 100, 7900), 0.2).map((value) =>
    random.next() < clicksPerSecond / sampleRate ? value + random.pick([-6, 6]) : value,
  );
}

function fan(random: Random, frames: number): Float64Array {
  const hum = steady(frames, random.uniform(230, 300), [1, 0.1, 0.5, 0.05, 0.3]);
  return sum(hum, scaled(bandNoise(random, frames, 300, 900), 0.2));
}

function normals(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.normal());
}
