import type { Split } from '../types.js';
import type { TaskName } from './tasks.js';

export type Range = readonly [number, number];

/** The sound of clips. Levels are those of the measured prototype: easy enough to learn, hard enough to avoid ceiling effects. */
export const recipe = {
  /** root mean square of every clip, dBFS; reduced for a clip that would exceed full scale */
  levelDb: -21,
  clipSeconds: [2.0, 2.4] as Range,
  /** clips in the style of Clotho are longer */
  longClipSeconds: [2.4, 3.0] as Range,
  eventSeconds: [1.6, 2.0] as Range,
  classification: {
    /** a sound of another class is mixed in, weaker by this plus up to `competitorSpanDb` */
    competitorGapDb: { vocal: 4, emotion: 3, instrument: 16, genre: 4 } as Record<TaskName, number>,
    competitorSpanDb: 12,
    soundToNoiseDb: [6, 16] as Range,
  },
  /** probabilities in the pre-training rows */
  pretraining: {
    clipHasEvent: 0.92,
    clipIsShort: 0.7,
    eventIsAsked: 0.5,
    /** "Describe the audio …" answered in the style of AudioCaps or Clotho, "What can be heard …"; the rest: "Describe …" answered with tags */
    captionAudiocaps: 0.2,
    captionClotho: 0.12,
    askedForTags: 0.34,
    /** of the questions about the first or second audio */
    addressingWholeContent: 0.4,
  },
} as const;

/** Audios of a row about a base clip x with its own event and its mixes; two audios are in random order. */
export type TripleAudios = 'x' | 'x+a' | 'x+b' | 'x and x+a' | 'x and either' | 'x+a and x+b' | 'any two';

/** 'only' asks about each audio that has an event which the other lacks, 'only or nothing' about both. */
export type TripleQuestion = 'content' | 'two events' | 'background' | 'only' | 'only or nothing' | 'both' | 'list';

/** One row about a triple: its questions are turns of one conversation. */
export interface TripleRow {
  audios: TripleAudios;
  ask: readonly TripleQuestion[];
  /** the turns are in the listed order; otherwise in random order */
  inOrder?: boolean;
}

/** Levels of an event relative to the scene, dB, measured inside the event's window; also for a second event, not relative to the mix. */
export interface EventLevels {
  /** in pre-training rows and diagnostic sets, from which the base learns to hear */
  taught: Range;
  /** in base clips and captioning sets */
  captioned: Range;
}

/** The sizes of all parts of a world, and how audible its events are. */
export interface WorldSizes {
  eventToSceneDb: EventLevels;
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
 * Numbers of clips, or of rows if they use no new clip, for each kind of pre-training row. Questions about the same audios are turns of one
 * row: several independent answers about one pair of clips teach the model to distinguish the two.
 */
export interface PretrainingSizes {
  /** scene and mostly an event: content and, for half of them, the event */
  clips: number;
  cleanEvents: number;
  twoEvents: number;
  /** about the first and the second of two earlier clips */
  addressing: number;
  /** the events of two earlier clips, in order */
  listing: number;
  /** pairs of mixes over one recording of a scene without its own event */
  sameScenePairs: number;
  /** x, x+a and x+b: one row per entry of `tripleRows` */
  triples: number;
  tripleRows: readonly TripleRow[];
  classification: number;
  /** rows without audio: a sentence to repeat */
  repetition: number;
}

function tripleRows(only: 'only' | 'only or nothing'): TripleRow[] {
  return [
    { audios: 'x+a', ask: ['two events', 'background'] },
    { audios: 'x+b', ask: ['two events', 'background'] },
    { audios: 'x and either', ask: [only, 'both'], inOrder: true },
    { audios: 'x and either', ask: [only, 'both'], inOrder: true },
    { audios: 'x+a and x+b', ask: [only] },
    { audios: 'x and either', ask: ['list'] },
  ];
}

const tiny: WorldSizes = {
  eventToSceneDb: { taught: [-1, 7], captioned: [-1, 7] },
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
    tripleRows: tripleRows('only'),
    classification: 2000,
    repetition: 100,
  },
};

/** Some events that captions name can hardly be heard, so that captions are not at the ceiling; the base learns what is absent, so that ADC can learn its task. */
const small: WorldSizes = {
  eventToSceneDb: { taught: [-1, 7], captioned: [-36, 4] },
  bases: { train: 1000, valid: 40, test: 40 },
  eventClips: { train: 8, valid: 2, test: 2 },
  captionItems: 240,
  classificationItems: 240,
  diagnosticItems: 240,
  pretraining: {
    ...tiny.pretraining,
    tripleRows: [...tripleRows('only or nothing'), { audios: 'x+a and x+b', ask: ['list'] }],
  },
};

const smoke: WorldSizes = {
  eventToSceneDb: { taught: [-1, 7], captioned: [-1, 7] },
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
    tripleRows: tripleRows('only'),
    classification: 2,
    repetition: 1,
  },
};

/** The sizes of the synthetic world by name. */
export const worldSizes = { tiny, small, smoke } as const satisfies Record<string, WorldSizes>;

export type WorldName = keyof typeof worldSizes;
