import { type TrainingRow, trainingRow } from '../../core/index.js';
import type { EvaluationItem } from './set.js';

/** The item as a row of `swift infer`, with its paths; its answer is removed before inference. */
export function evaluationRow({ id, question, audios, references }: EvaluationItem): TrainingRow {
  return trainingRow(question, references[0]!, audios, id);
}
