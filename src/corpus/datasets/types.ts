import type { Split } from '../types.js';

/** A file to be downloaded, or inside an archive. */
export interface DatasetFile {
  name: string;
  /** an address, or a path inside `inside` */
  url: string;
  /** the archive that contains it, or '.' for a file that the user brings: it cannot be downloaded by itself */
  inside?: string;
  bytes?: number;
  md5?: string;
  sha256?: string;
  /** subfolder of the dataset's folder that an archive is unpacked into; absent for other files */
  unpackInto?: string;
  /** further volumes of the archive */
  parts: readonly string[];
  /** other addresses of the same file, tried in order */
  mirrors: readonly string[];
  /** not needed for the paper's experiments, downloaded on request */
  optional: boolean;
}

/** One part of a dataset as published, with its expected counts. */
export interface PublishedSplit {
  /** the publisher's name */
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

/** Facts about a dataset that Croissant does not cover: `acc:facts` of its manifest. */
export interface DatasetFacts {
  title: string;
  use: string;
  /** a reader of readers.ts; checked when the manifest is read */
  adapter: string;
  /** the parts that an import writes: base clips, a captioning set, a task's items, events */
  gives: {
    bases?: boolean | undefined;
    captions?: string | undefined;
    task?: string | undefined;
    events?: boolean | undefined;
  };
  size: string;
  /** total download size without --all, if the sizes of the files are unknown */
  fetchBytes?: number | undefined;
  reminder: string;
  /** manual steps; empty if downloading is sufficient */
  manual: string[];
  /** file name patterns of clips; `{…}` are columns */
  audioNames?: string[] | undefined;
  /**
   * what makes the same clip of differing ids: replacements in an id, in order; `match` is a regular expression, applied
   * to ids of this dataset only
   */
  clipIds: { match: string; as: string }[];
  /** size of each clip, if all are equal */
  eachAudio?: { bytes: number } | undefined;
  /** maps the publisher's labels to those of the task */
  labels: Record<string, string>;
  /** file in data-manifests that maps labels to events */
  mapping?: string | undefined;
  splits: PublishedSplit[];
  totals?: { rows: number; labels?: Record<string, number> | undefined } | undefined;
  leftOut: { file: string; reason: string }[];
  /** facts that the publisher does not state */
  unknown: string[];
  notes: string[];
}

/** A dataset as data-manifests/croissant describes it: Croissant's description of the files, and the kit's own facts. */
export interface DatasetManifest extends Readonly<DatasetFacts> {
  name: string;
  description: string;
  url: string;
  licence: string;
  citation: string;
  distribution: readonly DatasetFile[];
  /** patterns of the paths of its audio files, as published */
  audioFiles: readonly string[];
  /** the columns of each of its tables */
  tables: readonly (readonly string[])[];
}
