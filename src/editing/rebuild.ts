import { type Clip, pcm16Clip, resample } from '../audio/index.js';
import { AccError } from '../core/index.js';
import { eventSamples } from './excerpt.js';
import { headroom, mixVersion, peakOver } from './mix.js';
import { addEvent, quantise } from './pcm.js';
import type { Recipe, RecipeEvent } from './types.js';

/** A recipe's sources at its rate, full scale ±1. */
export interface RecipeSources {
  base: Float32Array;
  event: Float32Array | undefined;
}

/**
 * Rebuilds one clip from its recipe and sources: the same bytes as were rendered.
 * @param sources the base, and the event where the recipe has one, as readWav gives them
 * @returns the bytes of the WAV file; their SHA-256 is `recipe.sha256`
 * @throws AccError 'editing/recipe' for a recipe of another version of the mixing code, or without its event
 */
export function rebuild(recipe: Recipe, sources: { base: Clip; event?: Clip }): Uint8Array {
  const { event, sampleRate, version, clip } = recipe;
  if (version !== mixVersion)
    throw new AccError('editing/recipe', {
      message: `clip ${clip} was mixed by version ${version} of the mixing code; this is version ${mixVersion}`,
      hint: 'build the set again, or rebuild the clip with the release that mixed it',
    });
  if (event && !sources.event)
    throw new AccError('editing/recipe', { message: `clip ${clip} needs its event ${event.id} to be rebuilt` });
  const atRate = (source: Clip): Float32Array => resample(source, sampleRate).samples;
  const { bytes, values } = pcm16Clip(recipe.frames, { channels: 1, sampleRate });
  render(values, recipe, { base: atRate(sources.base), event: sources.event && atRate(sources.event) });
  return bytes;
}

/**
 * The clip of a recipe with its event at another level. At the recorded level these are the samples that were rendered; where a louder
 * event would exceed the headroom, the scale is lower than the recorded one.
 * @param recipe with an event
 * @param toBaseDb active RMS of the event over that of the base, dB
 * @returns 16-bit samples, `recipe.frames` of them, their scale, and the event's gain
 */
export function mixAtLevel(
  recipe: Recipe & { event: RecipeEvent },
  sources: RecipeSources & { event: Float32Array },
  toBaseDb: number,
): { values: Int16Array; scale: number; gainDb: number } {
  const { base, event, frames } = recipe;
  const louder = { ...event, gainDb: event.gainDb + (toBaseDb - event.toBaseDb) };
  const under = sources.base.subarray(base.start, base.start + base.frames);
  const highest = peakOver(under, eventSamples(sources.event, event, recipe.sampleRate), louder);
  const scale = Math.min(recipe.scale, headroom / highest);
  const values = new Int16Array(frames);
  render(values, { ...recipe, scale, event: louder }, sources);
  return { values, scale, gainDb: louder.gainDb };
}

/** @param values receives the clip */
function render(values: Int16Array, { base, event, sampleRate, scale }: Recipe, sources: RecipeSources): void {
  quantise(values, sources.base.subarray(base.start, base.start + base.frames), scale);
  if (event) addEvent(values, eventSamples(sources.event!, event, sampleRate), event, scale);
}
