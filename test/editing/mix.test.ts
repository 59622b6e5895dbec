import { expect, test } from 'vitest';
import { activeRms, amplitude, decibels } from '../../src/audio/index.js';
import { randomStream } from '../../src/core/index.js';
import {
  drawMix,
  type MixedTriple,
  type MixOptions,
  mixOptions,
  mixTriple,
  type Placement,
  prepareBase,
  prepareEvent,
} from '../../src/editing/index.js';
import { noise } from './corpus.js';

const cases = Array.from({ length: 20 }, (_, seed) => seed);

/** A mix of random lengths, levels and options; every other one is hot enough to need the common scale. */
function randomMix(seed: number): {
  x: Float32Array;
  a: Float32Array;
  b: Float32Array;
  mixed: MixedTriple;
  options: MixOptions;
} {
  const random = randomStream(seed, 'mix-test');
  const [x, a, b] = [1, 2, 3].map((k) => noise(10 * seed + k, random.integer(4000, 20_000), seed % 2 ? 1 : 0.2));
  const options = mixOptions({
    seconds: random.pick([null, 0.5, 1]),
    eventSeconds: random.pick([null, 0.2]),
    eventToBaseDb: [seed % 2 ? 5 : -10, 12],
  });
  return { x: x!, a: a!, b: b!, options, mixed: mixTriple(x!, a!, b!, drawMix(seed, 't', options), options) };
}

/** Largest distance in PCM steps between x+event minus x and the scaled event, over the whole clip. */
function worstStep(mixed: MixedTriple, pcm: Int16Array, event: Float32Array, placement: Placement): number {
  const gain = amplitude(placement.gainDb) * mixed.scale * 32_767;
  const whole = placement.frames === event.length;
  let worst = 0;
  for (let i = 0; i < mixed.frames; i++) {
    const k = i - placement.onset;
    const inside = k >= 0 && k < placement.frames;
    const faded = inside && !whole && (k < 160 || k >= placement.frames - 160);
    const expected = inside ? gain * event[placement.start + k]! : 0;
    const difference = pcm[i]! - mixed.x[i]!;
    if (faded) expect(Math.abs(difference)).toBeLessThanOrEqual(Math.abs(expected) + 1);
    else worst = Math.max(worst, Math.abs(difference - expected));
  }
  return worst;
}

test.each(cases)('x+a minus x is the scaled event within one step everywhere (mix %i)', (seed) => {
  const { a, b, mixed } = randomMix(seed);
  expect(worstStep(mixed, mixed.withA, a, mixed.a)).toBeLessThanOrEqual(1);
  expect(worstStep(mixed, mixed.withB, b, mixed.b)).toBeLessThanOrEqual(1);
});

test.each(cases)('a mix at up to +20 dB is the exact sum within one step, also where both cancel (mix %i)', (seed) => {
  const random = randomStream(seed, 'cancelling');
  const [x, own] = [noise(seed, 12_000, 1), noise(seed + 100, 8000, 1)];
  const shared = random.uniform(0, 1);
  const options = mixOptions({ eventToBaseDb: [-20, 20], onset: [0, 0] });
  const event = own.map((value, i) => (1 - shared) * value - shared * x[i]!);
  const mixed = mixTriple(x, event, own, drawMix(seed, 't', options), options);
  for (const { pcm, samples, placement } of [
    { pcm: mixed.withA, samples: event, placement: mixed.a },
    { pcm: mixed.withB, samples: own, placement: mixed.b },
  ]) {
    const gain = amplitude(placement.gainDb);
    const expected = Float64Array.from(x, (value, i) => mixed.scale * 32_767 * (value + gain * (samples[i] ?? 0)));
    const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(pcm[i]! - value)), 0);
    expect(worst).toBeLessThanOrEqual(1.05); // x and the event are rounded once each
  }
});

test.each(cases)('the base is unchanged at the common scale (mix %i)', (seed) => {
  const { x, mixed } = randomMix(seed);
  const { start, frames } = mixed.base;
  const worst = mixed.x.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (i < frames ? mixed.scale * 32_767 * x[start + i]! : 0))),
    0,
  );
  expect(worst).toBeLessThanOrEqual(0.5 + 5e-3); // single precision
});

test('a hot mix is scaled below full scale as a whole and never wraps', () => {
  const hot = cases.filter((seed) => seed % 2).map((seed) => randomMix(seed).mixed);
  for (const mixed of hot) {
    const loudest = [mixed.x, mixed.withA, mixed.withB]
      .flatMap((pcm) => [...pcm])
      .reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    expect(mixed.scale).toBeLessThan(1);
    expect(loudest / 32_767).toBeCloseTo(0.99, 3);
  }
});

test('both events of a triple start at the same sample, inside the onset window of the base', () => {
  for (const seed of cases) {
    const { mixed } = randomMix(seed);
    expect(mixed.a.onset).toBe(mixed.b.onset);
    expect(mixed.a.onset).toBeGreaterThanOrEqual(Math.floor(0.2 * mixed.base.frames));
    expect(mixed.a.onset).toBeLessThanOrEqual(Math.ceil(0.65 * mixed.base.frames));
    expect(mixed.a.onset + mixed.a.frames).toBeLessThanOrEqual(mixed.frames);
  }
});

test('an uncut event has the drawn level over the base', () => {
  const options = mixOptions({ eventToBaseDb: [3, 3], onset: [0, 0] });
  const [x, a] = [noise(1, 16_000, 0.1), noise(2, 8000, 0.4)];
  const mixed = mixTriple(x, a, a, drawMix(1, 't', options), options);
  const event = a.map((value) => value * amplitude(mixed.a.gainDb));
  expect(decibels(activeRms(event, 16_000) / activeRms(x, 16_000))).toBeCloseTo(3, 6);
});

test('clips of a rate that is too low for loudness have none in their recipe', () => {
  const [base, event] = [noise(1, 2000, 0.3), noise(2, 1000, 0.3)];
  const at = (sampleRate: number): unknown[] => {
    const prepared = prepareBase(base, mixOptions({ sampleRate }));
    return [prepared.loudness, prepareEvent(event, 1000, sampleRate, 'e').loudness];
  };
  expect(at(4000)).toEqual([null, null]);
  expect(at(8000)).toEqual([expect.any(Number), expect.any(Number)]);
});

test('a base longer than the clip is cut to its loudest window, a shorter one is padded with zeros', () => {
  const options = mixOptions({ seconds: 0.5 });
  const quiet = noise(1, 24_000, 0.02);
  const x = quiet.map((value, i) => (i >= 12_000 && i < 20_000 ? value * 20 : value));
  const event = noise(2, 4000, 0.2);
  const mix = (base: Float32Array): MixedTriple => mixTriple(base, event, event, drawMix(1, 't', options), options);
  expect(mix(x).base).toEqual({ start: 12_000, frames: 8000 });
  const short = mix(quiet.slice(0, 3000));
  expect(short.x.length).toBe(8000);
  expect(short.x.subarray(3000).every((value) => value === 0)).toBe(true);
});

test('silence is an error that names the source', () => {
  const options = mixOptions();
  const [sound, silence] = [noise(1, 8000, 0.3), new Float32Array(8000)];
  const draw = drawMix(1, 't', options);
  expect(() => mixTriple(silence, sound, sound, draw, options)).toThrow(
    expect.objectContaining({ code: 'editing/silent-base' }),
  );
  expect(() => mixTriple(sound, sound, silence, draw, options)).toThrow(
    expect.objectContaining({ code: 'editing/silent-event' }),
  );
});

test.each([
  [{ sampleRate: 0 }],
  [{ sampleRate: 999 }],
  [{ sampleRate: 600_000_000 }],
  [{ seconds: 1e9 }],
  [{ seconds: -1 }],
  [{ eventToBaseDb: [6, -3] as [number, number] }],
  [{ onset: [0.2, 1.2] as [number, number] }],
])('an invalid mixing option is an error: %j', (option) => {
  expect(() => mixOptions(option)).toThrow(expect.objectContaining({ code: 'editing/option' }));
});
