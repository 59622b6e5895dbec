/** The split of a base clip; training only uses its own. */
export type Split = 'train' | 'valid' | 'test';

export const splits: readonly Split[] = ['train', 'valid', 'test'];

/** A recording x that events are mixed into. */
export interface BaseClip {
  id: string;
  /** the target of AC, from which ADC and ACC targets are derived */
  caption: string;
  /** further captions of the same clip, for evaluation; empty if there is only one */
  references: string[];
  /** absolute path of the WAV file */
  file: string;
  split: Split;
}

/** A single sound event, one of AuditEval's eight categories. */
export interface EventClip {
  id: string;
  category: string;
  /** the kind of sound; the two events of a triple differ in type */
  type: string;
  /** the wording in captions and instructions, e.g. "yapping dog barking" */
  description: string;
  /** absolute path of the WAV file */
  file: string;
  /** the only split that may use this clip; absent if all may */
  split?: Split;
}

/** The eight event categories of AuditEval (paper, "Construction of the ADC and ACC Dataset"). */
export const eventCategories = [
  'NaturalSounds',
  'Transportation',
  'IndoorActivities',
  'OutdoorActivities',
  'Animals',
  'Speech',
  'Music',
  'HumanSounds',
] as const;

/** Base clips and events that an experiment mixes. */
export interface Corpus {
  name: string;
  /** absolute path of the folder with bases.csv and events.csv */
  folder: string;
  /** true for synthesised sounds; shown with all its results */
  synthetic: boolean;
  bases: BaseClip[];
  events: EventClip[];
}

/** One item of a captioning set: the audio and its reference captions. */
export interface CaptionItem {
  id: string;
  /** absolute path of the WAV file */
  audio: string;
  references: string[];
}

/** One item of a classification set. */
export interface ClassificationItem {
  id: string;
  /** absolute path of the WAV file */
  audio: string;
  /** the correct answer, one of the task's labels */
  label: string;
}
