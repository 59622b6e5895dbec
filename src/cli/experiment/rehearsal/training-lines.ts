import { columns, duration } from '../../../core/index.js';
import type { CountedTraining, ModelPart, RehearsedTraining } from '../../../trainer/index.js';
import { grouped } from './numbers.js';

const partLabels = {
  audio_tower: 'audio encoder',
  multi_modal_projector: 'projector',
  language_model: 'language model',
} as const satisfies Record<ModelPart, string>;

/** Parameters by part, and the modules with adapters. */
export function trainingLines({ calls, parts, adapted }: CountedTraining): string[] {
  const names = Object.keys(partLabels) as ModelPart[];
  const sum = (of: 'parameters' | 'trainable'): number => names.reduce((all, name) => all + parts[name][of], 0);
  const share = ((100 * sum('trainable')) / sum('parameters')).toPrecision(4);
  const rows = names.map((name) => [
    `  ${partLabels[name]}`,
    grouped(parts[name].parameters),
    grouped(parts[name].trainable),
  ]);
  const all = ['  all', grouped(sum('parameters')), grouped(sum('trainable')), `${share} %`];
  const adapters = adapted.map(({ modules, count, parameters }) => [
    `    ${modules}`,
    `${count} ×`,
    grouped(parameters),
  ]);
  return [
    `parameters of ${calls.join(', ')}:`,
    ...columns(
      [['  part', 'parameters', 'trained', ''], ...rows.map((row) => [...row, '']), all],
      ['left', 'right', 'right', 'left'],
    ),
    ...(adapters.length > 0
      ? ['  modules with adapters, chosen by ms-swift:', ...columns(adapters, ['left', 'right', 'right'])]
      : []),
  ];
}

/** The training of a model of few layers. */
export function trainedLines(training: RehearsedTraining): string[] {
  const { layers, parameters, vocabulary, losses, answers, adapters, adapterParameters, changed } = training;
  const size = vocabulary === null ? '' : `, ${grouped(vocabulary)} entries in the vocabulary`;
  const flags = Object.entries(changed).map(([name, value]) => `${name} ${value ?? 'left out'}`);
  return [
    `a model of true widths with ${layers} layers and random weights (${grouped(parameters)} parameters${size}) was trained through swift on the CPU:`,
    `  step 1, a checkpoint, and step 2 from it; losses ${losses.map((loss) => loss.toFixed(3)).join(' and ')}`,
    `  ${adapters} adapters with ${grouped(adapterParameters)} parameters in the checkpoint, as counted without numbers`,
    `  ${answers} answers of ${answers}, in order`,
    `  ${duration(training.seconds)}, ${grouped(training.cpuSeconds)} s of CPU, at most ${grouped(training.peakMemoryMb)} MB`,
    `  other than in the run: ${flags.join(', ')}`,
  ];
}
