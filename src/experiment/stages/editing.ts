import { readCorpus } from '../../corpus/index.js';
import { captionTemplates, instructionTemplates, mixVersion, type PresetName, presets } from '../../editing/index.js';
import { buildCorpus, type PlannedPairs } from '../../pair-set/index.js';
import type { Json, Stage } from '../../stage/index.js';
import { builtPairs, editingOptions } from '../editing-options.js';
import { overlappingClips, sharedParameters } from '../overlap.js';
import type { Experiment } from '../schema.js';
import type { ExternalFolder, Sources } from '../sources.js';
import { editingName } from '../split-policy.js';

/** What the pairs of an experiment are built from. */
export interface EditingInputs extends Pick<Sources, 'shared' | 'evaluation'> {
  corpus: { world: Stage } | ExternalFolder;
  planned?: PlannedPairs | undefined;
}

/**
 * Builds the pairs of a corpus: those of training as the experiment chooses them, and those of the held-out clips. With shared sets, those of
 * the training clips of overlapping arms alone.
 */
export function editingStage(experiment: Experiment, { corpus, planned, shared, evaluation }: EditingInputs): Stage {
  const { seed } = experiment;
  const heldOutTriplesPerBase = shared ? 0 : experiment.heldOutTriplesPerBase;
  const pairs = builtPairs(experiment);
  const { mix, instructionStyle } = editingOptions(experiment);
  return {
    name: editingName(shared ? 'overlapping' : 'clean'),
    kind: 'editing',
    version: 4,
    parameters: {
      ...{ seed, pairs, heldOutTriplesPerBase, mixVersion, mix: mix as unknown as Json },
      ...('preset' in pairs ? { preset: presetParameters(pairs.preset) } : {}),
      instructions: { style: instructionStyle, templates: instructionTemplates[instructionStyle] as Json },
      captionTemplates: captionTemplates as unknown as Json,
      ...('folder' in corpus ? { corpus: corpus.fingerprint } : {}),
      ...(shared ? { shared: sharedParameters(experiment, { shared, evaluation }) } : {}),
    },
    inputs: 'world' in corpus ? { corpus: corpus.world } : {},
    cores: 1,
    work: {
      speed: mix.seconds === null ? 'mixing clips' : `mixing clips of ${mix.seconds} s`,
      unit: 'clips',
      amount: planned?.clips,
      arithmetic: planned?.text,
      bytes: planned?.bytes ?? undefined,
    },
    async run({ folder, inputs, signal, progress, note }) {
      const read = await readCorpus(inputs.corpus ?? ('folder' in corpus ? corpus.folder : ''));
      const from = { corpus: read, evaluation: evaluation?.folder };
      const sources = shared ? { ...read, bases: await overlappingClips(shared, from, experiment) } : read;
      const options = { pairs, heldOutTriplesPerBase, seed, mix, instructionStyle, signal, onProgress: progress };
      const report = await buildCorpus(folder, sources, options);
      const { triples, clips, pairs: built, rejected } = report;
      note({ triples, clips, pairs: built, rejectedEvents: rejected['editing/named'] ?? 0 });
    },
  };
}

/** What decides the pairs of a preset; its description is not part of the key. */
function presetParameters(name: PresetName): Json {
  const { couples, basesPerCouple } = presets[name];
  return { couples, basesPerCouple };
}
