import { AccError } from '../../core/index.js';
import { callPython, type ScriptOptions } from '../../python/index.js';
import { mean } from '../../statistics/index.js';
import type { ScoredItem } from '../item.js';
import type { FluencyModel } from './models.js';
import type { ModelScore } from './similarity.js';

/** Fluency errors with their probabilities. */
export interface FluencyScore extends ModelScore {
  /** for each item: add_tail, repeat_event, repeat_adv, remove_conj, remove_verb, error */
  probabilities: number[][];
}

/** An error is flagged if the probability exceeds this. */
const fluencyThreshold: number = 0.9;

/**
 * Fluency error rate as aac-metrics' `fer`: 1 for a candidate whose last of six outputs ("error") exceeds 0.9, else 0; the corpus value
 * is their fraction. Text is stripped of punctuation, lower-cased, truncated and padded to 64 tokens.
 * @param options.model from `findFluencyModel`; options.python has torch and transformers
 * @throws AccError captioning/too-few-items, captioning/model-differs, captioning/model-missing, python/…
 */
export async function fluencyErrors(
  items: readonly Pick<ScoredItem, 'candidate'>[],
  { model, ...options }: { model: FluencyModel } & ScriptOptions,
): Promise<FluencyScore> {
  if (items.length === 0) throw new AccError('captioning/too-few-items', { message: 'there are no captions to score' });
  const facts = await model.facts();
  const request = {
    checkpoint: model.checkpoint,
    base: model.base,
    sentences: items.map((item) => item.candidate),
  };
  const { probabilities, versions } = await callPython<Pick<FluencyScore, 'probabilities' | 'versions'>>(
    'src/captioning/fense/fluency.py',
    request,
    options,
  ).catch(nameMissingBase);
  const flags = probabilities.map((six) => (six.at(-1)! > fluencyThreshold ? 1 : 0));
  return { metric: 'fer', corpus: mean(flags), items: flags, probabilities, model: facts, versions };
}

function nameMissingBase(error: unknown): never {
  const { type, message } = ((error instanceof AccError && error.details) || {}) as { type?: string; message?: string };
  if (type !== 'FileNotFoundError') throw error;
  throw new AccError('captioning/model-missing', {
    message: String(message),
    hint: 'the checkpoint contains only weights: download the base model with "aac-metrics-download --fense true", or pass a folder with its config.json and tokenizer files',
    cause: error,
  });
}
