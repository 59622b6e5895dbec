import { AccError, assertUniqueIds } from '../../core/index.js';
import { type Corpus, type Split, splits } from '../../corpus/index.js';
import { mixOptions } from '../options.js';
import { enumerateTriples, type Rejection } from '../plan/index.js';
import type { MixOptions } from '../types.js';
import { type RenderOptions, renderTriples } from './render-triples.js';

export interface EditingOptions extends Pick<RenderOptions, 'seed' | 'workers' | 'signal' | 'onProgress'> {
  /** triples of each base clip; a split that is not named gets none */
  triplesPerBase: Partial<Record<Split, number>>;
  mix?: Partial<MixOptions>;
  /** a key of instructionTemplates */
  instructionStyle?: string;
}

export interface EditingSummary {
  triples: Record<Split, number>;
  pairs: number;
  clips: number;
  rejected: Rejection[];
}

/**
 * Renders a corpus into editing pairs, with so many triples of each base clip.
 * @throws what renderTriples throws, also for a source that cannot be used; 'corpus/duplicate-id'
 */
export async function renderEditing(folder: string, corpus: Corpus, options: EditingOptions): Promise<EditingSummary> {
  const { triplesPerBase, instructionStyle = 'audit-eval-like', ...others } = options;
  const mix = mixOptions(options.mix);
  requireUniqueIds(corpus.bases);
  requireUniqueIds(corpus.events);
  const plans = splits.map((split) =>
    enumerateTriples(corpus, { split, triplesPerBase: triplesPerBase[split] ?? 0, seed: options.seed }),
  );
  const all = plans.flatMap((plan) => plan.triples);
  const rejected = plans.flatMap((plan) => plan.rejected);
  const { pairs, clips } = await renderTriples(folder, all, { ...others, mix, instructionStyle, rejected });
  const [train, valid, test] = plans.map((plan) => plan.triples.length);
  return { triples: { train: train!, valid: valid!, test: test! }, pairs, clips, rejected };
}

/** Clips are named after ids: a second base of the same id would get the first one's audio. */
function requireUniqueIds(sources: readonly { id: string }[]): void {
  assertUniqueIds(
    sources,
    ({ id }) => id,
    (id) => new AccError('corpus/duplicate-id', { message: `the corpus has two sources with id ${id}` }),
  );
}
