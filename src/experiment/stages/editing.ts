import { readCorpus } from '../../corpus/index.js';
import { captionTemplates, instructionTemplates, mixVersion, type PresetName, presets } from '../../editing/index.js';
import { buildCorpus, type PlannedPairs } from '../../pair-set/index.js';
import type { Json, Stage } from '../../stage/index.js';
import { builtPairs, editingOptions } from '../editing-options.js';
import type { Experiment } from '../schema.js';
import type { ExternalFolder } from '../sources.js';

/** Builds the pairs of a corpus: those of training as the experiment chooses them, and those of the held-out clips. */
export function editingStage(
  experiment: Experiment,
  corpus: { world: Stage } | ExternalFolder,
  planned?: PlannedPairs,
): Stage {
  const { seed, heldOutTriplesPerBase } = experiment;
  const pairs = builtPairs(experiment);
  const { mix, instructionStyle } = editingOptions(experiment);
  return {
    name: 'editing pairs',
    kind: 'editing',
    version: 4,
    parameters: {
      ...{ seed, pairs, heldOutTriplesPerBase, mixVersion, mix: mix as unknown as Json },
      ...('preset' in pairs ? { preset: presetParameters(pairs.preset) } : {}),
      instructions: { style: instructionStyle, templates: instructionTemplates[instructionStyle] as Json },
      captionTemplates: captionTemplates as unknown as Json,
      ...('folder' in corpus ? { corpus: corpus.fingerprint } : {}),
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
      const sources = await readCorpus(inputs.corpus ?? ('folder' in corpus ? corpus.folder : ''));
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
