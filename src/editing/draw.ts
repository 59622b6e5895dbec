import { randomStream } from '../core/index.js';
import type { MixOptions } from './types.js';

/** The random values of a triple. */
export interface MixDraw {
  /** shared by both events, as a fraction of the base's length */
  onset: number;
  /** levels of a and b over the base */
  toBaseDb: [number, number];
}

/** The draw of one triple, from its own random stream, independent of all other triples. */
export function drawMix(seed: number, tripleId: string, options: MixOptions): MixDraw {
  const random = randomStream(seed, 'mix', tripleId);
  const onset = random.uniform(...options.onset);
  return { onset, toBaseDb: [random.uniform(...options.eventToBaseDb), random.uniform(...options.eventToBaseDb)] };
}
