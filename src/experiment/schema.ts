import { z } from 'zod';
import { instructionTemplates, type MixOptions, presets } from '../editing/index.js';
import type { PairChoice } from '../pair-set/index.js';
import type { AccMode, prompts } from '../targets/index.js';
import type { Setting, Settings, TinyModel } from '../trainer/index.js';

/** Training tasks: audio → caption, pair → instruction, pair → what both share. */
export type Task = 'AC' | 'ADC' | 'ACC';

/** The flags of `swift` by what they are for; see profiles/tiny.yaml. */
export interface SwiftSettings {
  common: Settings;
  sft: Settings;
  base: Settings | null;
  arm: Settings;
  infer: Settings;
}

/** One fine-tuning: what it learns from, and flags of its own. */
export interface Arm {
  tasks: Task[];
  swift: Settings;
}

/** What AC learns from: the base clips of the pairs, or every caption of every training clip of the corpus. */
export type AcRows = 'bases' | 'captions';

/** A number with the document that it stands in. */
export interface ExpectedCount {
  value: number;
  origin: string;
}

/** A whole experiment as data; every value is spelled out. */
export interface Experiment {
  version: 1;
  name: string;
  title: string;
  seed: number;
  /** 'synthetic', or the absolute folder of a corpus with bases.csv and events.csv */
  corpus: string;
  /** 'synthetic', or the absolute folder of evaluation sets */
  evaluation: string;
  world: 'tiny' | 'smoke';
  /** the pairs that the arms train on: built as chosen, or those of a folder of "acc data build" or "acc data filter" */
  pairs: PairChoice | { folder: string };
  /** which held-out clips the ADC and ACC evaluation pairs are made of; 'valid' is for choices such as the learning rate */
  evaluationPairs: 'valid' | 'test';
  /** triples of each validation and test clip */
  heldOutTriplesPerBase: number;
  /** the sets that every model is asked, in order */
  evaluate: string[];
  /** the task file of data-manifests/tasks that judges a set */
  tasks: Record<string, string>;
  editing: Partial<MixOptions> & { instructionStyle: string };
  /** mixing options that take the place of `editing`'s for a corpus of your own, whose clips may be longer than the model hears */
  recordings: Partial<MixOptions>;
  targets: {
    ac: { value: AcRows; origin: Setting['origin']; reason?: string };
    acc: AccMode;
    prompts: keyof typeof prompts;
  };
  /** what a corpus that is not there yet is expected to hold, for plans; null where that is not known */
  expects: { eventTypes: ExpectedCount; trainingClips: ExpectedCount } | null;
  /** a tiny model that the kit builds and trains, or a model that is there */
  model: { tiny: TinyModel } | { path: Setting };
  arms: Record<string, Arm>;
  /** '' for the CPU, else CUDA_VISIBLE_DEVICES */
  devices: string;
  /** models that train or answer side by side, one core each on a CPU */
  modelsAtOnce: number;
  swift: SwiftSettings;
}

const flagValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);

const origin = z.enum(['paper', 'inferred', 'kit']);

const setting = z.union([
  flagValue.transform((value): Setting => ({ value, origin: 'kit' })),
  z
    .strictObject({
      value: flagValue,
      origin: origin.default('kit'),
      reason: z.string().optional(),
    })
    .transform(({ reason, ...rest }): Setting => (reason === undefined ? rest : { ...rest, reason })),
]);

/** A flag that is null is one that an extending file takes away. */
const settings = z
  .record(z.string().regex(/^[a-z0-9_]+$/), setting.nullable())
  .transform(
    (all): Settings =>
      Object.fromEntries(Object.entries(all).filter((entry): entry is [string, Setting] => entry[1] !== null)),
  );

const layers = {
  width: z.int().positive(),
  layers: z.int().positive(),
  heads: z.int().positive(),
  feedForward: z.int().positive(),
};

const tinyModel = z.strictObject({
  seed: z.int(),
  vocabulary: z.int().positive(),
  embeddingDeviation: z.number().positive(),
  audio: z.strictObject({
    ...layers,
    melBins: z.int().positive(),
    hop: z.int().positive(),
    window: z.int().positive(),
    seconds: z.number().positive(),
  }),
  text: z.strictObject(layers),
});

const range = z.tuple([z.number(), z.number()]);

const mixing = {
  seconds: z.number().positive().nullable().optional(),
  eventSeconds: z.number().positive().nullable().optional(),
  eventToBaseDb: range.optional(),
  onset: range.optional(),
};

const acRows = z.enum(['bases', 'captions']);

const expectedCount = z.strictObject({ value: z.int().positive(), origin: z.string() });

export const experimentSchema: z.ZodType<Experiment> = z.strictObject({
  version: z.literal(1),
  name: z.string().regex(/^[A-Za-z0-9._-]+$/, 'letters, digits, dot, dash and underscore only'),
  title: z.string(),
  seed: z.int(),
  corpus: z.string(),
  evaluation: z.string(),
  world: z.enum(['tiny', 'smoke']),
  pairs: z.union(
    [
      z.strictObject({ preset: z.enum(Object.keys(presets)) }),
      z.strictObject({ triplesPerBase: z.int().positive() }),
      z.strictObject({ folder: z.string() }),
    ],
    `one of { preset: ${Object.keys(presets).join(' | ')} }, { triplesPerBase: 1 }, { folder: PATH }`,
  ),
  evaluationPairs: z.enum(['valid', 'test']),
  heldOutTriplesPerBase: z.int().nonnegative(),
  evaluate: z.array(z.string()).min(1),
  tasks: z.record(z.string(), z.string()),
  editing: z.strictObject({
    ...mixing,
    instructionStyle: z.enum(Object.keys(instructionTemplates)).default('audit-eval-like'),
  }),
  recordings: z.strictObject(mixing),
  targets: z.strictObject({
    ac: z.union([
      acRows.transform((value) => ({ value, origin: 'kit' })),
      z.strictObject({ value: acRows, origin, reason: z.string().optional() }),
    ]),
    acc: z.enum(['paper-naive', 'paper-clean', 'provenance']),
    prompts: z.enum(['tiny', 'paper']),
  }),
  expects: z.strictObject({ eventTypes: expectedCount, trainingClips: expectedCount }).nullable().default(null),
  model: z.union([z.strictObject({ tiny: tinyModel }), z.strictObject({ path: setting })]),
  arms: z.record(
    z.string(),
    z.strictObject({ tasks: z.array(z.enum(['AC', 'ADC', 'ACC'])).min(1), swift: settings.default({}) }),
  ),
  devices: z.string(),
  modelsAtOnce: z.int().positive(),
  swift: z.strictObject({ common: settings, sft: settings, base: settings.nullable(), arm: settings, infer: settings }),
}) as unknown as z.ZodType<Experiment>;
