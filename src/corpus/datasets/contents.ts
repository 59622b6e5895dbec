import type { BaseClip, ClassificationItem, EventClip, Split } from '../types.js';
import type { DatasetManifest, PublishedSplit } from './types.js';

/** A clip with all its captions: the first is `caption`, the others are `references`. */
export interface CaptionedClip extends BaseClip {
  /** source and licence of the audio, if published per clip */
  licence?: string;
}

/** An item of a classification task, with its split. */
export interface LabelledClip extends ClassificationItem {
  split: Split;
}

/** An excluded row, with the reason. */
export interface LeftOut {
  id: string;
  split: string;
  reason: string;
}

/** The counts of a part of a dataset, before clips without audio are excluded. */
export type FoundSplit = Pick<PublishedSplit, 'name' | 'rows' | 'clips' | 'labels' | 'types' | 'categories'>;

/** The reason for a row whose audio file was not found. */
export const noAudio: string = 'its audio file is missing';

/** The contents of a dataset on disk. */
export interface DatasetContents {
  captioned: CaptionedClip[];
  labelled: LabelledClip[];
  events: EventClip[];
  leftOut: LeftOut[];
  found: FoundSplit[];
}

/**
 * Reads a dataset in its publisher's layout; opens no audio and writes nothing.
 * @param folder absolute path of the dataset, or of a folder that contains it
 * @throws AccError corpus/no-dataset, corpus/not-as-published, core/csv-syntax and others that name file and line
 */
export type DatasetReader = (folder: string, manifest: DatasetManifest) => Promise<DatasetContents>;

/** Empty contents, to which a reader adds. */
export function emptyContents(): DatasetContents {
  return { captioned: [], labelled: [], events: [], leftOut: [], found: [] };
}

/** Adds a clip to a part of a dataset; a clip without a caption or an audio file is excluded. */
export function addCaptioned(
  contents: DatasetContents,
  { name, as }: PublishedSplit,
  clip: { id: string; captions: readonly string[]; file: string | undefined; licence?: string | undefined },
): void {
  const { id, file, licence } = clip;
  const [caption, ...references] = clip.captions;
  if (caption === undefined) contents.leftOut.push({ id, split: name, reason: 'it has no caption' });
  else if (file === undefined) contents.leftOut.push({ id, split: name, reason: noAudio });
  else contents.captioned.push({ id, caption, references, file, split: as!, ...(licence && { licence }) });
}

/** The number of occurrences of each value. */
export function tally(values: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
