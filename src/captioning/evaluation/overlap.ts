import { normalCaption } from '../normal-caption.js';

/** The overlap of a training set with an evaluation set, which inflates scores by memorisation. */
export interface Overlap {
  items: number;
  /** ids of evaluation clips that are also in the training set */
  sameClips: string[];
  /** ids of evaluation clips with a reference that is also a training caption, once tokenised */
  sameCaptions: string[];
  /** ids whose candidate is a verbatim training caption, once tokenised */
  copiedCandidates: string[];
}

/**
 * Finds clips and captions of the evaluation set in the training set.
 * @param training without ids only captions are compared
 * @param evaluation raw captions, like those of `training`
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
