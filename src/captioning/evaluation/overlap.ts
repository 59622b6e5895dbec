import { normalCaption } from '../normal-caption.js';

/** What training has in common with an evaluation set: its scores are then partly memory. */
export interface Overlap {
  items: number;
  /** ids of the evaluation that training has too */
  sameClips: string[];
  /** ids of the evaluation with a reference that stands in training word for word, once tokenised */
  sameCaptions: string[];
  /** ids whose candidate is a training caption word for word, once tokenised */
  copiedCandidates: string[];
}

/**
 * Looks for clips and captions of the evaluation in the training set.
 * @param training ids may be missing: then captions alone are compared
 * @param evaluation raw captions, as `training`'s
 */
export function overlap(
  training: readonly { id?: string; captions: readonly string[] }[],
  evaluation: readonly { id: string; candidate?: string; references: readonly string[] }[],
): Overlap {
  const clips = new Set(training.map(({ id }) => id));
  const captions = new Set(training.flatMap((row) => row.captions.map(normalCaption)));
  const known = (texts: readonly string[]): boolean => texts.some((text) => captions.has(normalCaption(text)));
  const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
  return {
    items: evaluation.length,
    sameClips: ids(evaluation.filter(({ id }) => clips.has(id))),
    sameCaptions: ids(evaluation.filter(({ references }) => known(references))),
    copiedCandidates: ids(evaluation.filter(({ candidate }) => candidate !== undefined && known([candidate]))),
  };
}
