import { type Clip, fromPcm16 } from '../../src/audio/index.js';
import { type MixedTriple, mixOptions, mixTriple } from '../../src/editing/index.js';
import type { EventRecipe } from '../../src/playground/index.js';
import { noise } from '../editing/corpus.js';

/**
 * A recipe with its sources and the mix that it describes.
 * @param factor of the base's samples, which are 16-bit values without it
 */
export function sliderExample(factor = 1): {
  title: string;
  recipe: EventRecipe;
  sources: { base: Clip; event: Clip };
  mixed: MixedTriple;
} {
  const options = mixOptions({ seconds: 1, eventToBaseDb: [-10, 12] });
  const { sampleRate } = options;
  const pcm = (seed: number, frames: number): Float32Array =>
    fromPcm16(
      Int16Array.from(noise(seed, frames, 0.3), (value) => Math.round(9000 * value)),
      1,
    );
  const [base, event] = [pcm(1, 20_000).map((value) => factor * value), pcm(2, 7000)];
  const mixed = mixTriple(base, event, event, { onset: 0.4, toBaseDb: [3, -20] }, options);
  const { frames, scale, a } = mixed;
  const heard = { time: a.onset / sampleRate, duration: a.frames / sampleRate };
  const recipe = { clip: 't.a', base: mixed.base, event: { ...a, ...heard }, frames, scale, sampleRate };
  const clip = (samples: Float32Array): Clip => ({ samples, sampleRate });
  return {
    title: 'a tone in noise',
    recipe: recipe as never,
    sources: { base: clip(base), event: clip(event) },
    mixed,
  };
}
