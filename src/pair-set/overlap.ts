import { type CaptionCopy, captionCopies } from '../captioning/index.js';
import { type ClipName, sharedClips } from '../corpus/datasets/index.js';
import type { LeakageSet } from './leakage.js';

/** The overlap of a training set with an evaluation set, which inflates scores by memorisation. */
export interface Overlap {
  items: number;
  /** ids of evaluation clips that are also in the training set, see sharedClips */
  sameClips: string[];
  /** ids of evaluation clips with a reference that is also a training caption, once tokenised */
  sameCaptions: string[];
  /** ids of the others with a reference that is a near copy of a training caption, see captionCopies */
  nearCaptions: string[];
  /** ids whose candidate is a verbatim training caption, once tokenised */
  copiedCandidates: string[];
}

/**
 * Finds clips and captions of the evaluation set in the training set, as the check for leakage does.
 * @param evaluation raw captions, like those of `training`
 */
export function overlap(
  training: Pick<LeakageSet, 'clips' | 'captions'>,
  evaluation: readonly (ClipName & { candidate?: string; references: readonly string[] })[],
): Overlap {
  const texts = evaluation.flatMap(({ candidate, references }, place) => [
    ...references.map((text) => ({ place, text, isReference: true })),
    ...(candidate === undefined ? [] : [{ place, text: candidate, isReference: false }]),
  ]);
  const copies = captionCopies(
    training.captions,
    texts.map(({ text }) => text),
  );
  const placesOf = (reference: boolean, kind: CaptionCopy): number[] => [
    ...new Set(
      texts.flatMap(({ place, isReference }, k) => (isReference === reference && copies[k] === kind ? place : [])),
    ),
  ];
  const same = placesOf(true, 'same');
  const ids = (places: readonly number[]): string[] => places.map((place) => evaluation[place]!.id);
  return {
    items: evaluation.length,
    sameClips: sharedClips(training.clips, evaluation),
    sameCaptions: ids(same),
    nearCaptions: ids(placesOf(true, 'near').filter((place) => !same.includes(place))),
    copiedCandidates: ids(placesOf(false, 'same')),
  };
}
