import type { BaseClip, ClassificationItem, EventClip, Split } from '../types.js';
import type { DatasetManifest, PublishedSplit } from './types.js';

/** A clip with all of its captions: the first is `caption`, the others are `references`. */
export interface CaptionedClip extends BaseClip {
  /** where the audio comes from and under which licence, if its publisher says so clip by clip */
  licence?: string;
}

/** An item of a classification task, with the part of the dataset that it belongs to. */
export interface LabelledClip extends ClassificationItem {
  split: Split;
}

/** A row that gives nothing, and why. */
export interface LeftOut {
  id: string;
  split: string;
  reason: string;
}

/** What a part of a dataset turned out to hold, before anything was left out for want of audio. */
export type FoundSplit = Pick<PublishedSplit, 'name' | 'rows' | 'clips' | 'labels' | 'types' | 'categories'>;

/** The reason of a row whose sound file was not found. */
export const noAudio = 'its audio is not there';

/** Everything that a dataset on disk gives. */
export interface DatasetContents {
  captioned: CaptionedClip[];
  labelled: LabelledClip[];
  events: EventClip[];
  leftOut: LeftOut[];
  found: FoundSplit[];
}

/**
 * Reads a dataset as its publisher lays it out; opens no audio and writes nothing.
 * @param folder absolute path of the dataset, or of a folder around it
 * @throws AccError corpus/no-dataset, corpus/not-as-published, core/csv-syntax and others that name file and line
 */
export type DatasetReader = (folder: string, manifest: DatasetManifest) => Promise<DatasetContents>;

/** The contents that a reader adds to. */
export function nothing(): DatasetContents {
  return { captioned: [], labelled: [], events: [], leftOut: [], found: [] };
}

/** Adds a clip to a part of a dataset; one without a caption or without its file is left out. */
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

/** How often each value occurs. */
export function tally(values: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
