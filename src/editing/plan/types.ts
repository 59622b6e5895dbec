import type { Triple } from '../types.js';

/** An event that was not mixed into a base because the caption names it already. */
export interface Rejection {
  base: string;
  event: string;
  words: string[];
}

/** The triples of a data set in the order in which they are rendered. */
export interface TriplePlan {
  triples: Triple[];
  rejected: Rejection[];
}
