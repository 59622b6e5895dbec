import { expect, test } from 'vitest';
import { activeRms, decibels, peak } from '../../src/audio/index.js';
import { type MixedTriple, mixAtLevel, mixOptions, mixTriple, type Recipe } from '../../src/editing/index.js';
import { noise } from './corpus.js';

const options = mixOptions({ seconds: 1, eventToBaseDb: [-10, 12] });
const [base, event] = [noise(1, 20_000, 0.3), noise(2, 7000, 0.2)];

/** A mix of the event at a level, with the recipe of x+a. */
function mixed(toBaseDb: number): { clip: MixedTriple; recipe: Recipe & { event: NonNullable<Recipe['event']> } } {
  const clip = mixTriple(base, event, event, { onset: 0.4, toBaseDb: [toBaseDb, -20] }, options);
  const { frames, scale } = clip;
  const recipe = { base: clip.base, event: clip.a, frames, scale, sampleRate: options.sampleRate };
  return { clip, recipe: recipe as never };
}

test('at the recorded level the samples are those that were rendered', () => {
  for (const level of [-7.3, 4.1, 12]) {
    const { clip, recipe } = mixed(level);
    expect(mixAtLevel(recipe, { base, event }, level)).toEqual({
      values: clip.withA,
      scale: clip.scale,
      gainDb: clip.a.gainDb,
    });
  }
});

test('at another level the event is that many dB louder, and x is the same', () => {
  const { clip, recipe } = mixed(-10);
  const { values, scale } = mixAtLevel(recipe, { base, event }, -4);
  expect(scale).toBe(clip.scale);
  const added = (pcm: Int16Array) => Float32Array.from(pcm, (value, at) => (value - clip.x[at]!) / 32_767);
  const [quiet, loud] = [clip.withA, values].map((pcm) => decibels(activeRms(added(pcm), options.sampleRate)));
  expect(loud! - quiet!).toBeCloseTo(6, 1);
});

test('an event that would exceed full scale lowers the common scale instead of clipping', () => {
  const { clip, recipe } = mixed(0);
  const { values, scale } = mixAtLevel(recipe, { base, event }, 30);
  expect(scale).toBeLessThan(clip.scale);
  expect(peak(Float32Array.from(values))).toBeCloseTo(0.99 * 32_767, -1);
});
