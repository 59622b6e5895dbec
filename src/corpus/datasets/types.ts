import type { Split } from '../types.js';

/** A file that is fetched, or that stands in an archive. */
export interface DatasetFile {
  name: string;
  /** an address, or a path inside the archive `inside` */
  url: string;
  inside?: string;
  bytes?: number;
  md5?: string;
  sha256?: string;
  /** folder below the dataset's own that an archive is unpacked into; absent for what is no archive */
  unpackInto?: string;
  /** further volumes of the archive */
  parts: readonly string[];
  /** other addresses of the same bytes, tried in order */
  mirrors: readonly string[];
  /** not needed for the paper's experiments, fetched on request */
  optional: boolean;
}

/** One part of a dataset as published, with what has to be found in it. */
export interface PublishedSplit {
  /** as the publisher calls it */
  name: string;
  as?: Split | undefined;
  /** the table or list of its clips */
  file?: string | undefined;
  metadata?: string | undefined;
  rows: number;
  clips?: number | undefined;
  /** rows of each label */
  labels?: Record<string, number> | undefined;
  types?: number | undefined;
  clipsPerType?: number | undefined;
  categories?: number | undefined;
}

export type ReaderName =
  | 'audiocaps'
  | 'clotho'
  | 'vocalsound'
  | 'iemocap'
  | 'nsynth'
  | 'gtzan'
  | 'event-bank'
  | 'stand-in';

/** What the kit has to know of a dataset and Croissant has no place for: `acc:facts` of its manifest. */
export interface DatasetFacts {
  title: string;
  use: string;
  adapter: ReaderName;
  /** what an import writes: base clips, a captioning set, a task's items, events */
  gives: {
    bases?: boolean | undefined;
    captions?: string | undefined;
    task?: string | undefined;
    events?: boolean | undefined;
  };
  size: string;
  /** of what is fetched without --all, where the files' own sizes are not known */
  fetchBytes?: number | undefined;
  reminder: string;
  /** what a person has to do, step by step; empty where fetching is all */
  manual: string[];
  /** ways in which copies name a clip; `{…}` are columns */
  audioNames?: string[] | undefined;
  /** size of each clip, where all are alike */
  eachAudio?: { bytes: number } | undefined;
  /** the publisher's labels in the words of the task */
  labels: Record<string, string>;
  /** file of data-manifests that maps labels to events */
  mapping?: string | undefined;
  splits: PublishedSplit[];
  totals?: { rows: number; labels?: Record<string, number> | undefined } | undefined;
  leftOut: { file: string; reason: string }[];
  /** what the publisher does not say */
  unknown: string[];
  notes: string[];
}

/** A dataset as data-manifests/croissant describes it: what Croissant says of files, and the kit's own facts. */
export interface DatasetManifest extends Readonly<DatasetFacts> {
  name: string;
  description: string;
  url: string;
  licence: string;
  citation: string;
  distribution: readonly DatasetFile[];
}
