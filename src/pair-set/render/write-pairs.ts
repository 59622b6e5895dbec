import type { LineWriter } from '../../core/index.js';
import { type EditingPair, editingPairs, type Triple, type TripleClips } from '../../editing/index.js';

export interface PairOptions {
  seed: number;
  instructionStyle: string;
  describe?: ((pair: EditingPair) => object) | undefined;
}

/** Writes the six pairs of a triple, one per line, each with the members that `describe` adds. */
export async function writePairs(
  pairs: LineWriter,
  triple: Triple,
  clips: TripleClips,
  { seed, instructionStyle, describe }: PairOptions,
): Promise<void> {
  for (const pair of editingPairs(triple, clips, { seed, instructionStyle }))
    await pairs.write(Object.assign(pair, describe?.(pair)));
}
