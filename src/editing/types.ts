import type { BaseClip, EventClip, Split } from '../corpus/index.js';

/** A base clip x and two events a and b of different types, drawn to be mixed into x+a and x+b. */
export interface Triple {
  /** `${base.id}+${a.id}+${b.id}`, the same in every run */
  id: string;
  split: Split;
  base: BaseClip;
  a: EventClip;
  b: EventClip;
}

/** How triples are mixed. The paper states none of these: each value is a decision of the kit. */
export interface MixOptions {
  /** Hz of every rendered clip */
  sampleRate: number;
  /** length of every rendered clip; shorter bases are padded with zeros, longer ones cut; null keeps each base's own length */
  seconds: number | null;
  /** maximum length of an event; null: only the end of the clip limits it */
  eventSeconds: number | null;
  /** [low, high) of the event's active RMS over the base's active RMS, drawn for each event */
  eventToBaseDb: [number, number];
  /** [low, high) of the onset that both events of a triple share, as fractions of the base's length */
  onset: [number, number];
}

/** The part of a source that a clip uses, in samples at the clip's rate, counted after resampling. */
export interface Excerpt {
  start: number;
  frames: number;
}

/** Position and level of an event in its clip. */
export interface Placement extends Excerpt {
  /** first sample of the event in the clip */
  onset: number;
  gainDb: number;
  /** active RMS of the event over that of the base */
  toBaseDb: number;
}

/** Levels of the part of a source that a clip uses, before gain and scale. */
export interface Levels {
  /** active RMS, dB below full scale */
  rmsDb: number;
  /** BS.1770-4; null where the rate of the clips is too low for it */
  lufs: number | null;
}

/** Enough to rebuild a clip byte for byte from its sources, and to annotate what is heard in it (as JAMS does). */
export interface Recipe {
  /** version of the mixing code: other versions may give other bytes */
  version: number;
  clip: string;
  triple: string;
  seed: number;
  /** relative to the rendered folder */
  file: string;
  sha256: string;
  sampleRate: number;
  /** samples in the clip */
  frames: number;
  /** the triple's common scale, in (0, 1] */
  scale: number;
  base: { id: string; sha256: string } & Excerpt & Levels;
  event: RecipeEvent | null;
}

export interface RecipeEvent extends Placement, Levels {
  id: string;
  sha256: string;
  /** seconds from the beginning of the clip, and how long the event is heard */
  time: number;
  duration: number;
  /** the event's type and description */
  label: string;
  description: string;
}

export const operations = ['add', 'delete', 'replace'] as const;

export type Operation = (typeof operations)[number];

/** One side of an editing pair. */
export interface PairSide {
  clip: string;
  caption: string;
  /** relative to the rendered folder on disk; absolute once read with readPairs; '' in a text-only set */
  audio: string;
}

/** One ordered pair of AUDIT's add, delete and replace, with captions and instruction in AuditEval's style. */
export interface EditingPair {
  /** `${triple}:add-a` and so on, the same in every run */
  id: string;
  triple: string;
  split: Split;
  operation: Operation;
  pre: PairSide;
  post: PairSide;
  instruction: string;
  instructionTemplate: string;
  captionTemplate: string;
  /** the added or removed event; [old, new] for replace */
  events: { id: string; type: string; description: string }[];
  /** caption(x) as the corpus has it */
  base: { id: string; caption: string };
}
