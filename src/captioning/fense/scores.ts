import type { ScriptOptions } from '../../python/index.js';
import type { CorpusScore, ScoredItem } from '../item.js';
import { fense } from './fense.js';
import { fluencyErrors } from './fluency.js';
import { findFluencyModel, findSentenceModel } from './models.js';
import { sentenceSimilarity } from './similarity.js';

/**
 * Everything that the models on this machine give, under the name that it may go by: `sbert_sim`, `fer` and `fense` with FENSE's own
 * models, `sbert_sim (all-MiniLM-L6-v2)` with MiniLM, nothing without a model.
 * @param items raw or tokenised: aac-metrics' `evaluate` feeds tokenised text, FENSE's authors raw text; say which
 * @throws AccError as `sentenceSimilarity` and `fluencyErrors`
 */
export async function fenseScores(
  items: readonly ScoredItem[],
  options: ScriptOptions,
): Promise<Record<string, CorpusScore>> {
  const sentence = await findSentenceModel();
  const fluency = await findFluencyModel();
  const similarity = sentence && (await sentenceSimilarity(items, { model: sentence, ...options }));
  const errors = fluency && (await fluencyErrors(items, { model: fluency, ...options }));
  return {
    ...(similarity && { [similarity.metric]: similarity }),
    ...(errors && { [errors.metric]: errors }),
    ...(similarity?.metric === 'sbert_sim' && errors && { fense: fense(similarity, errors) }),
  };
}
