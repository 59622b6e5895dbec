import { type MixOptions, mixOptions } from '../editing/index.js';
import type { PairChoice } from '../pair-set/index.js';
import type { Experiment } from './schema.js';

/** The pairs of training that are built: none where they are those of a folder. */
export function builtPairs({ pairs }: Experiment): PairChoice {
  return 'folder' in pairs ? { triplesPerBase: 0 } : pairs;
}

/** How an experiment mixes, after defaults, and words its instructions; own recordings may be longer than the model hears. */
export function editingOptions({ corpus, editing, recordings }: Experiment): {
  mix: MixOptions;
  instructionStyle: string;
} {
  const { instructionStyle, ...own } = editing;
  return { instructionStyle, mix: mixOptions(corpus === 'synthetic' ? own : { ...own, ...recordings }) };
}
