import { z } from 'zod';
import { originalModel, trainingTasks, wordings } from '../catalogue/index.js';
import { type WorldName, worldSizes } from '../corpus/index.js';
import { instructionTemplates, type PresetName, presets } from '../editing/index.js';
import { accModes } from '../targets/index.js';
import { ablationSchema, unknownName } from './ablation.js';
import { arm, unusedData } from './arm-schema.js';
import { isKnown } from './known-name.js';
import { lossesDependOnKills } from './logged-losses.js';
import { origin, seedElsewhere, setting, settings } from './settings-schema.js';
import { isInDomain, splitPolicies } from './split-policy.js';

const layers = {
  width: z.int().positive(),
  layers: z.int().positive(),
  heads: z.int().positive(),
  feedForward: z.int().positive(),
};

const tinyModel = z.strictObject({
  seed: z.never({ error: seedElsewhere }).optional(),
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

interface AcSource {
  value: z.infer<typeof acRows>;
  origin: z.infer<typeof origin>;
  reason?: string | undefined;
}

const expectedCount = z.strictObject({ value: z.int().positive(), origin: z.string() });

const presetNames = Object.keys(presets) as PresetName[];

const presetName = z.enum(presetNames);

/** What NumPy takes as a seed, with room for the order of the base's rows. */
const largestSeed = 2 ** 31 - 1;

const noSeeds = (what: string): string => `needs at least one seed of ${what}`;

const seedList = (): z.ZodArray<z.ZodInt> =>
  z.array(z.int().min(0).max(largestSeed)).refine((seeds) => new Set(seeds).size === seeds.length, {
    error: ({ input }) => `duplicate seed in ${(input as number[]).join(', ')}`,
  });

/** A whole experiment as data; every value is spelled out. */
export const experimentSchema = z
  .strictObject({
    version: z.literal(1),
    name: z.string().regex(/^[A-Za-z0-9._-]+$/, 'must be letters, digits, dot, dash and underscore'),
    title: z.string(),
    /** seed of all random choices outside the model */
    seed: z.int(),
    /**
     * what is repeated: every arm is trained with each of its seeds on the base of each base seed, which has initial weights and an order of
     * rows of its own. A list gives the seeds of the arms.
     */
    seeds: z.strictObject({
      arms: seedList().min(1, noSeeds('the arms')),
      /** empty for a model that exists already */
      base: seedList().optional(),
    }),
    /** 'synthetic', or the absolute folder of a corpus with bases.csv and events.csv */
    corpus: z.string(),
    /** 'synthetic', or the absolute folder of evaluation sets */
    evaluation: z.string(),
    world: z.enum(Object.keys(worldSizes) as WorldName[]),
    /** the held-out split whose pairs and clips are evaluated; 'valid' is for choices such as the learning rate */
    evaluationPairs: z.enum(['valid', 'test']),
    /** the sets on which every model is evaluated, in order; 'held-out' stands for the held-out clips of the corpus */
    evaluate: z.array(z.string()).min(1),
    /** the classification task of data-manifests/tasks that judges a set */
    tasks: z.record(z.string(), z.string()),
    /** the pairs that the arms train on: built as chosen, or those of a folder of "acc data build" or "acc data filter" */
    pairs: z.union(
      [
        z.strictObject({ preset: presetName }),
        z.strictObject({ triplesPerBase: z.int().positive() }),
        z.strictObject({ folder: z.string() }),
      ],
      `must be one of { preset: ${presetNames.join(' | ')} }, { triplesPerBase: 1 }, { folder: PATH }`,
    ),
    /**
     * 'clean': training shares no clip with evaluation. 'overlapping', as the paper's AudioCaps figures suggest: the clips of the in-domain
     * captioning sets take the places of as many training clips. An arm may have its own (`data.split`).
     */
    split: z.enum(splitPolicies).default('clean'),
    /** triples of each validation and test clip */
    heldOutTriplesPerBase: z.int().nonnegative(),
    editing: z.strictObject({
      ...mixing,
      instructionStyle: z.enum(Object.keys(instructionTemplates)).default('audit-eval-like'),
    }),
    /** mixing options that replace those of `editing` for a corpus of your own, whose clips may be longer than the model hears */
    recordings: z.strictObject(mixing),
    /** the rules of targets, and the wording of all questions */
    targets: z.strictObject({
      /** what AC trains on: the base clips of the pairs, or every caption of every training clip of the corpus */
      ac: z.union([
        acRows.transform((value): AcSource => ({ value, origin: 'kit' })),
        z.strictObject({ value: acRows, origin, reason: z.string().optional() }),
      ]),
      acc: z.enum(accModes),
      prompts: isKnown(wordings, 'wording of prompts'),
    }),
    /** what an ablation asks and expects */
    ablation: ablationSchema.optional(),
    /** the expected size of a corpus that does not exist yet, for plans; null if unknown */
    expects: z.strictObject({ eventTypes: expectedCount, trainingClips: expectedCount }).nullable().default(null),
    /** a tiny model that the kit builds and trains, or an existing model */
    model: z.union([z.strictObject({ tiny: tinyModel }), z.strictObject({ path: setting })]),
    arms: z.record(z.string(), arm),
    /** '' for the CPU, else CUDA_VISIBLE_DEVICES */
    devices: z.string(),
    /** memory of the card for which the run is planned, in GiB; "acc rehearse" compares with it */
    cardGiB: z.number().positive().default(24),
    /** models that train or answer in parallel, one core each on a CPU */
    modelsAtOnce: z.int().positive(),
    /** the flags of `swift` by purpose; see profiles/tiny.yaml */
    swift: z.strictObject({
      common: settings,
      sft: settings,
      base: settings.nullable(),
      arm: settings,
      infer: settings,
    }),
  })
  .superRefine(({ arms, evaluate, heldOutTriplesPerBase, model, pairs, seeds, split, ablation, swift }, context) => {
    if ('tiny' in model && seeds.base?.length === 0)
      context.addIssue({ code: 'custom', path: ['seeds', 'base'], message: noSeeds('the base') });
    if ('path' in model && seeds.base !== undefined && seeds.base.length > 0)
      context.addIssue({
        code: 'custom',
        path: ['seeds', 'base'],
        message: `${model.path.value} is trained already and has no seeds: remove "base"`,
      });
    const names = { arms: [originalModel(), ...Object.keys(arms)], sets: evaluate };
    const unknown = ablation && unknownName(ablation, names);
    if (unknown) context.addIssue({ code: 'custom', ...unknown });
    const overlapping = Object.keys(arms).find((name) => arms[name]!.data.split === 'overlapping');
    const notShared = overlapFault({ pairs, evaluate });
    if (notShared !== undefined && (split === 'overlapping' || overlapping !== undefined))
      context.addIssue({
        code: 'custom',
        path: overlapping === undefined ? ['split'] : ['arms', overlapping, 'data', 'split'],
        message: notShared,
      });
    for (const [name, { tasks, data }] of Object.entries(arms))
      for (const [member, message] of Object.entries(unusedData(tasks, data)))
        context.addIssue({ code: 'custom', path: ['arms', name, 'data', member], message });
    for (const purpose of ['base', 'arm'] as const) {
      const message = lossesDependOnKills({ ...swift.sft, ...swift[purpose] });
      if (message) context.addIssue({ code: 'custom', path: ['swift', purpose, 'save_steps'], message });
    }
    const own = trainingTasks().flatMap(({ ownSet }) => ownSet ?? []);
    const set = evaluate.find((name) => own.includes(name));
    if (heldOutTriplesPerBase === 0 && set !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['heldOutTriplesPerBase'],
        message: `0 leaves no pairs for the evaluation set "${set}"`,
      });
    if (originalModel() in arms)
      context.addIssue({
        code: 'custom',
        path: ['arms', originalModel()],
        message: `"${originalModel()}" is the name of the model before fine-tuning`,
      });
  })
  .transform(({ seeds, ...rest }) => {
    const base = seeds.base ?? ('tiny' in rest.model ? [settledBase] : []);
    return { ...rest, seeds: { arms: seeds.arms, base } };
  });

/** Why no arm can train on evaluated clips. */
function overlapFault({ pairs, evaluate }: { pairs: object; evaluate: readonly string[] }): string | undefined {
  if ('folder' in pairs) return 'the pairs of a folder are trained on as they are: choose triplesPerBase or a preset';
  return evaluate.some(isInDomain) ? undefined : 'no set of "evaluate" is in domain, such as audiocaps or held-out';
}

/** The base seed on which the synthetic world was settled. */
const settledBase = 0;

export type Experiment = z.infer<typeof experimentSchema>;

export type SwiftSettings = Experiment['swift'];
