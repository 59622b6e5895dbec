import type { Corpus } from '../../corpus/index.js';
import type { EditingPair } from '../../editing/index.js';
import { type AccMode, rightAnswers } from '../../targets/index.js';
import type { EvaluationItem, PlannedSet } from './set.js';

/** The rendered x of each held-out base clip with its captions. */
export function heldOutItems({ prompt }: PlannedSet, corpus: Corpus, pairs: readonly EditingPair[]): EvaluationItem[] {
  const added = pairs.filter(({ operation }) => operation === 'add');
  const clips = new Map(added.map(({ base, pre }) => [base.id, pre.audio]));
  return corpus.bases.flatMap(({ id, caption, references }) => {
    const audio = clips.get(id);
    if (audio === undefined) return [];
    return { id, question: prompt!, audios: [audio], references: [...new Set([caption, ...references])] };
  });
}

/** The own task of an arm on held-out pairs; a pair without a target gives no item. */
export function pairItems(
  { prompt, trainingTask }: PlannedSet,
  corpus: Corpus,
  pairs: readonly EditingPair[],
  acc: AccMode,
): EvaluationItem[] {
  const captions = new Map(corpus.bases.map(({ id, references }) => [id, references]));
  return pairs.flatMap((pair) => {
    const references = rightAnswers(trainingTask!, pair, captions.get(pair.base.id) ?? [], { acc, prompt: prompt! });
    if (references.length === 0) return [];
    return { id: pair.id, question: prompt!, audios: [pair.pre.audio, pair.post.audio], references };
  });
}
