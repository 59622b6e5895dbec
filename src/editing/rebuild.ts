import { type Clip, pcm16Clip, resample } from '../audio/index.js';
import { AccError } from '../core/index.js';
import { eventSamples } from './excerpt.js';
import { mixVersion } from './mix.js';
import { addEvent, quantise } from './pcm.js';
import type { Recipe } from './types.js';

/**
 * Rebuilds one clip from its recipe and sources: the same bytes as were rendered.
 * @param sources the base, and the event where the recipe has one, as readWav gives them
 * @returns the bytes of the WAV file; their SHA-256 is `recipe.sha256`
 * @throws AccError 'editing/recipe' for a recipe of another version of the mixing code, or without its event
 */
export function rebuild(recipe: Recipe, sources: { base: Clip; event?: Clip }): Uint8Array {
  const { base, event, frames, sampleRate, scale, version, clip } = recipe;
  if (version !== mixVersion)
    throw new AccError('editing/recipe', {
      message: `clip ${clip} was mixed by version ${version} of the mixing code; this is version ${mixVersion}`,
      hint: 'build the set again, or rebuild the clip with the release that mixed it',
    });
  const source = resample(sources.base, sampleRate).samples;
  const { bytes, values } = pcm16Clip(frames, { channels: 1, sampleRate });
  quantise(values, source.subarray(base.start, base.start + base.frames), scale);
  if (event !== null) {
    if (!sources.event)
      throw new AccError('editing/recipe', { message: `clip ${clip} needs its event ${event.id} to be rebuilt` });
    const samples = eventSamples(resample(sources.event, sampleRate).samples, event, sampleRate);
    addEvent(values, samples, event, scale);
  }
  return bytes;
}
