import type { Random } from '../../core/index.js';
import type { EventClip } from '../types.js';
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
  scaled,
  signal,
  steady,
  sum,
} from './synthesis.js';

/** An event whose sound fills its window with a repeated pattern, and its wording. */
export interface EventKind extends Pick<EventClip, 'category' | 'description'> {
  sound: Sound;
  /** "a dog barks" */
  clause: string;
  /** "a barking dog" */
  noun: string;
}

/** By type. Two events in one answer are named in this order. */
export const events: Record<string, EventKind> = {
  dog: kind(dog, 'Animals', 'dog barking', 'a dog barks', 'a barking dog'),
  bell: kind(bell, 'IndoorActivities', 'bell ringing', 'a bell rings', 'a ringing bell'),
  beep: kind(beep, 'IndoorActivities', 'machine beeping', 'a machine beeps', 'a beeping machine'),
  siren: kind(siren, 'Transportation', 'siren wailing', 'a siren wails', 'a wailing siren'),
  whistle: kind(whistle, 'HumanSounds', 'man whistling', 'a man whistles', 'a whistling man'),
  bird: kind(bird, 'Animals', 'bird singing', 'a bird sings', 'a singing bird'),
  horn: kind(horn, 'Transportation', 'horn honking', 'a horn honks', 'a honking horn'),
  drum: kind(drum, 'Music', 'drum beating', 'a drum beats', 'a beating drum'),
  glass: kind(glass, 'IndoorActivities', 'glass breaking', 'glass breaks', 'some breaking glass'),
  clap: kind(clap, 'HumanSounds', 'hands clapping', 'hands clap', 'some clapping hands'),
  phone: kind(phone, 'IndoorActivities', 'phone buzzing', 'a phone buzzes', 'a buzzing phone'),
};

function kind(sound: Sound, category: string, description: string, clause: string, noun: string): EventKind {
  return { sound, category, description, clause, noun };
}

function dog(random: Random, frames: number): Float64Array {
  const length = inFrames(0.2);
  return place(frames, pulses(random, frames, random.uniform(2.6, 3.2), 0.02), () => {
    const pitch = line(length, random.uniform(620, 720), random.uniform(340, 400));
    return product(harmonics(pitch, [1, 0.9, 0.7, 0.5, 0.3]), decay(length, 0.1));
  });
}

function bell(random: Random, frames: number): Float64Array {
  const length = inFrames(0.9);
  const pitch = random.uniform(800, 950);
  const partials = [
    steady(length, pitch),
    scaled(steady(length, 2.76 * pitch), 0.8),
    scaled(steady(length, 5.4 * pitch), 0.6),
  ] as const;
  const stroke = product(sum(...partials), decay(length, 0.45));
  return place(frames, pulses(random, frames, random.uniform(1.1, 1.4)), () => stroke);
}

function beep(random: Random, frames: number): Float64Array {
  const length = inFrames(0.12);
  const tone = product(steady(length, random.uniform(1900, 2200)), hann(length, 0.2));
  return place(frames, pulses(random, frames, random.uniform(3.6, 4.4)), () => tone);
}

function siren(random: Random, frames: number): Float64Array {
  const rate = random.uniform(1.1, 1.5);
  const phase = random.uniform(0, 2 * Math.PI);
  return harmonics(
    signal(frames, (t) => 1000 + 420 * Math.sin(2 * Math.PI * rate * t + phase)),
    [1],
  );
}

function whistle(random: Random, frames: number): Float64Array {
  const length = inFrames(0.55);
  const pitch = line(length, random.uniform(1300, 1500), random.uniform(3000, 3400));
  const call = product(harmonics(pitch, [1]), hann(length, 0.3));
  return place(frames, pulses(random, frames, random.uniform(1.4, 1.65)), () => call);
}

function bird(random: Random, frames: number): Float64Array {
  const length = inFrames(0.09);
  return place(frames, pulses(random, frames, random.uniform(5.5, 7), 0.01), () => {
    const pitch = line(length, random.uniform(6000, 6600), random.uniform(3200, 3600));
    return product(harmonics(pitch, [1]), hann(length));
  });
}

function horn(random: Random, frames: number): Float64Array {
  const length = inFrames(0.5);
  const low = steady(length, random.uniform(390, 430), [1, 0.8, 0.7, 0.6, 0.5, 0.4]);
  const high = steady(length, random.uniform(490, 530), [1, 0.8, 0.7, 0.6, 0.5]);
  const honk = product(sum(low, high), hann(length, 0.2));
  return place(frames, pulses(random, frames, random.uniform(1.4, 1.7)), () => honk);
}

function drum(random: Random, frames: number): Float64Array {
  const length = inFrames(0.25);
  const stroke = product(harmonics(line(length, 260, 70), [1]), decay(length, 0.1));
  return place(frames, pulses(random, frames, random.uniform(2.4, 3)), () => stroke);
}

function glass(random: Random, frames: number): Float64Array {
  const length = inFrames(0.5);
  const shard = inFrames(0.25);
  return place(frames, pulses(random, frames, random.uniform(1.5, 1.9)), () => {
    const crash = product(bandNoise(random, length, 4000, 7900), decay(length, 0.09, 0.001));
    const starts = Array.from({ length: 8 }, () => inFrames(random.uniform(0, 0.2)));
    const shards = place(length, starts, () =>
      product(steady(shard, random.uniform(4000, 7500), [0.6]), decay(shard, 0.08)),
    );
    return sum(crash, shards);
  });
}

function clap(random: Random, frames: number): Float64Array {
  const length = inFrames(0.1);
  return place(frames, pulses(random, frames, random.uniform(4.6, 5.6), 0.01), () =>
    product(bandNoise(random, length, 1000, 4000), decay(length, 0.03, 0.001)),
  );
}

function phone(random: Random, frames: number): Float64Array {
  const pitch = random.uniform(1250, 1450);
  const phase = random.uniform(0, 2 * Math.PI);
  const wave = (hertz: number, t: number): number => Math.sin(2 * Math.PI * hertz * t);
  return signal(frames, (t) => {
    const rings = wave(20, t) > 0 && Math.sin(2 * Math.PI * 1.3 * t + phase) > -0.2;
    return rings ? wave(pitch, t) + wave(2.1 * pitch, t) : 0;
  });
}
