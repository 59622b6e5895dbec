import { callPython, type ScriptOptions } from '../../python/index.js';
import { type CorpusScore, type ScoredItem, splitItems } from '../item.js';
import type { ModelFacts, SentenceModel } from './models.js';

/** A score with its model and versions. */
export interface ModelScore extends CorpusScore {
  /** the name under which it is shown: "sbert_sim", "sbert_sim (all-MiniLM-L6-v2)" */
  metric: string;
  model: ModelFacts;
  versions: Record<string, string>;
}

/**
 * Sentence similarity as aac-metrics' `sbert_sim`: the dot product of L2-normalised embeddings, averaged over an item's references, in
 * 32-bit floats; the corpus value is the mean. Raw and tokenised text give different values: report which was used.
 * @param options.model from `findSentenceModel`; options.python has torch and transformers
 * @returns cosines in [-1, 1]
 * @throws AccError captioning/too-few-items, captioning/no-references, captioning/model-missing, python/…
 */
export async function sentenceSimilarity(
  items: readonly ScoredItem[],
  { model, ...options }: { model: SentenceModel } & ScriptOptions,
): Promise<ModelScore> {
  splitItems(items);
  const facts = await model.facts();
  const request = {
    folder: model.folder,
    candidates: items.map((item) => item.candidate),
    references: items.map((item) => item.references),
  };
  const scores = await callPython<CorpusScore & Pick<ModelScore, 'versions'>>(
    'src/captioning/fense/similarity.py',
    request,
    options,
  );
  return { metric: model.metric, ...scores, model: facts };
}
