import { type TrainingRow, trainingRow } from '../core/index.js';

/** How an answer is judged: as a caption, as the label of a classification task, or word for word. */
export type Judging = 'caption' | 'label' | 'exact';

/** One question that every model is asked. */
export interface EvaluationItem {
  /** unique over all sets, e.g. "audiocaps/audiocaps-0007" */
  id: string;
  /** audiocaps, clotho, vocal, …, two-events, adc, acc */
  set: string;
  judging: Judging;
  question: string;
  /** portable paths, one or two */
  audios: string[];
  /** reference captions, the label, or the right answers; never empty */
  references: string[];
  /** what the clip holds, where the world knows it */
  named?: { scene: string; event: string };
  /** the classification task that judges it */
  task?: string;
  synthetic: boolean;
}

/** The item as a row of `swift infer`; the answer in it is taken away before the model is asked. */
export function evaluationRow(
  { id, question, audios, references }: EvaluationItem,
  locate: (path: string) => string,
): TrainingRow {
  return trainingRow(question, references[0]!, audios.map(locate), id);
}
