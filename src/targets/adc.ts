import type { EditingPair } from '../editing/index.js';

/** The difference of a pair is its editing instruction (paper, "Construction of the ADC and ACC Dataset"). */
export function adcTarget(pair: EditingPair): string {
  return pair.instruction;
}
