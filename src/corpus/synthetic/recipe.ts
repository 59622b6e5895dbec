import type { Split } from '../types.js';
import type { TaskName } from './tasks.js';

export type Range = readonly [number, number];

/** How clips sound. Levels are those of the measured prototype: easy enough to learn, hard enough to stay off the ceiling. */
export const recipe = {
  /** root mean square of every clip, dBFS; a clip that would clip at that level is made softer */
  levelDb: -21,
  clipSeconds: [2.0, 2.4] as Range,
  /** clips in the manner of Clotho are longer */
  longClipSeconds: [2.4, 3.0] as Range,
  eventSeconds: [1.6, 2.0] as Range,
  /** event over scene, measured inside the event's window; a second event too is set against the scene, not the mix */
  eventToSceneDb: [-1, 7] as Range,
  classification: {
    /** a sound of another class is mixed in, weaker by this and up to `competitorSpanDb` more */
    competitorGapDb: { vocal: 4, emotion: 3, instrument: 16, genre: 4 } as Record<TaskName, number>,
    competitorSpanDb: 12,
    soundToNoiseDb: [6, 16] as Range,
  },
  /** chances in the pre-training rows */
  pretraining: {
    clipHasEvent: 0.92,
    clipIsShort: 0.7,
    eventIsAsked: 0.5,
    /** "Describe the audio …" answered in the manner of AudioCaps or Clotho, "What can be heard …"; the rest: "Describe …" in tags */
    captionAudiocaps: 0.2,
    captionClotho: 0.12,
    askedForTags: 0.34,
    /** of the questions about the first or second audio */
    addressingWholeContent: 0.4,
  },
} as const;

/** Audios of a row about a base clip x with an event of its own and its mixes; two audios come in random order. */
export type TripleAudios = 'x' | 'x+a' | 'x+b' | 'x and x+a' | 'x and either' | 'x+a and x+b' | 'any two';

/** 'only' asks for each place that has an event of its own. */
export type TripleQuestion = 'content' | 'two events' | 'background' | 'only' | 'both' | 'list';

/** One row about a triple: its questions are the turns of one conversation. */
export interface TripleRow {
  audios: TripleAudios;
  ask: readonly TripleQuestion[];
  /** the turns follow each other as listed; otherwise their order is random */
  inOrder?: boolean;
}

/** How much of everything is made. */
export interface WorldSizes {
  bases: Record<Split, number>;
  /** clips of each event type */
  eventClips: Record<Split, number>;
  captionItems: number;
  /** items of each classification task */
  classificationItems: number;
  /** items of each diagnostic set */
  diagnosticItems: number;
  pretraining: PretrainingSizes;
}

/**
 * Clips, or rows where no clip is new, of each kind of pre-training row. Questions about the same audios are turns of one
 * row: several independent answers about one pair of clips are what teaches the model to tell the two apart.
 */
export interface PretrainingSizes {
  /** scene and mostly an event: what can be heard and, on half of them, which event */
  clips: number;
  cleanEvents: number;
  twoEvents: number;
  /** about the first and the second of two earlier clips */
  addressing: number;
  /** the events of two earlier clips, in order */
  listing: number;
  /** pairs of mixes over one recording of a scene without an event of its own */
  sameScenePairs: number;
  /** x, x+a and x+b: one row for each of `tripleRows` */
  triples: number;
  tripleRows: readonly TripleRow[];
  classification: number;
  /** rows without audio: a sentence to repeat */
  repetition: number;
}

const tripleRows: readonly TripleRow[] = [
  { audios: 'x+a', ask: ['two events', 'background'] },
  { audios: 'x+b', ask: ['two events', 'background'] },
  { audios: 'x and either', ask: ['only', 'both'], inOrder: true },
  { audios: 'x and either', ask: ['only', 'both'], inOrder: true },
  { audios: 'x+a and x+b', ask: ['only'] },
  { audios: 'x and either', ask: ['list'] },
];

const tiny: WorldSizes = {
  bases: { train: 334, valid: 20, test: 20 },
  eventClips: { train: 8, valid: 2, test: 2 },
  captionItems: 120,
  classificationItems: 120,
  diagnosticItems: 120,
  pretraining: {
    clips: 2100,
    cleanEvents: 50,
    twoEvents: 200,
    addressing: 1600,
    listing: 1600,
    sameScenePairs: 0,
    triples: 1000,
    tripleRows,
    classification: 2000,
    repetition: 100,
  },
};

const smoke: WorldSizes = {
  bases: { train: 6, valid: 2, test: 2 },
  eventClips: { train: 1, valid: 1, test: 1 },
  captionItems: 4,
  classificationItems: 4,
  diagnosticItems: 4,
  pretraining: {
    clips: 5,
    cleanEvents: 2,
    twoEvents: 2,
    addressing: 3,
    listing: 2,
    sameScenePairs: 1,
    triples: 1,
    tripleRows,
    classification: 2,
    repetition: 1,
  },
};

/** The sizes of the synthetic world by name. */
export const worldSizes: Readonly<Record<'tiny' | 'smoke', WorldSizes>> = { tiny, smoke };
