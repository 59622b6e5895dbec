/** Which part of an experiment may use a base clip; training never sees the others. */
export type Split = 'train' | 'valid' | 'test';

export const splits: readonly Split[] = ['train', 'valid', 'test'];

/** A recording x that events are mixed into. */
export interface BaseClip {
  id: string;
  /** the caption that AC learns and that ADC and ACC targets are made of */
  caption: string;
  /** further captions of the same clip, for evaluation; empty where there is only one */
  references: string[];
  /** absolute path of the WAV file */
  file: string;
  split: Split;
}

/** A single sound event, one of AuditEval's eight categories. */
export interface EventClip {
  id: string;
  category: string;
  /** the kind of sound; two events of one triple differ in type */
  type: string;
  /** the words that captions and instructions use, e.g. "yapping dog barking" */
  description: string;
  /** absolute path of the WAV file */
  file: string;
  /** the only part that may use this clip; absent where every part may */
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
  /** true if no microphone was involved; shown wherever its results appear */
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
  /** the right answer, one of the task's labels */
  label: string;
}
