import { type TrainingRow, trainingRow } from '../../core/index.js';
import type { EvaluationItem } from './set.js';

/** The item as a row of `swift infer`; its answer is removed before inference. */
export function evaluationRow(
  { id, question, audios, references }: EvaluationItem,
  locate: (path: string) => string,
): TrainingRow {
  return trainingRow(question, references[0]!, audios.map(locate), id);
}
