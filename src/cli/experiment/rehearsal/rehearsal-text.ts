import { columns, duration, inUnits } from '../../../core/index.js';
import type { Rehearsal } from '../../../experiment/index.js';
import { memoryLines } from './memory-lines.js';
import { faultLines, rowLines } from './row-lines.js';
import { trainedLines, trainingLines } from './training-lines.js';

/** A rehearsal for the terminal: what is known, what is bounded, and what cannot be known. */
export function rehearsalText(rehearsal: Rehearsal): string {
  const { model, calls, trainings, rows, memory, plan, training, missingPackages } = rehearsal;
  const { experiment } = plan;
  const exact = rows.filter((file) => file.exact);
  const bounded = rows.filter((file) => !file.exact);
  const faults = rows.flatMap(faultLines);
  const packages = missingPackages.map(
    ({ flag, value, package: name }) => `${name}: for --${flag} ${value}; "acc run" says how to install it`,
  );
  return [
    `${experiment.title} (${experiment.name}), rehearsed without weights and without a GPU`,
    ...section('Faults: these rows would be left out, cut or refused', faults),
    ...section('Faults: these Python packages are missing, and the run would be refused', packages),
    ...section('Known', [
      `ms-swift's parser accepts all ${calls} calls of swift`,
      `model: ${model.name}; its shape is known from ${model.shape}`,
      ...trainings.flatMap(trainingLines),
      ...exact.flatMap(rowLines),
      ...(training ? trainedLines(training) : []),
      ...workLines(rehearsal),
    ]),
    ...section('Bounded', [
      ...(bounded.length > 0 ? ['tokens of rows: exact for sounds, and at most one per byte of text'] : []),
      ...bounded.flatMap(rowLines),
      ...memory.flatMap((one) => memoryLines(one, rehearsal.card)),
    ]),
    ...section('Cannot be known here', unknownLines(rehearsal)),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

/** Steps, hours and disk; an origin of a speed is shown once. */
function workLines({ plan: { experiment, seconds, bytes, stages, unknown } }: Rehearsal): string[] {
  const trainings = stages.filter(({ name, done }) => name.startsWith('arm ') && !done);
  const origins = [...new Set(trainings.flatMap(({ estimate: { origin } }) => origin ?? []))];
  const rows = trainings.map(({ name, estimate: { arithmetic, seconds, origin } }) => [
    `  ${name}`,
    seconds === undefined ? 'time unknown' : `about ${duration(seconds)}`,
    `${arithmetic}${origin === undefined ? '' : ` [${origins.indexOf(origin) + 1}]`}`,
  ]);
  return [
    ...(trainings.length > 0 ? ['trainings that the store does not have:', ...columns(rows, ['left', 'left'])] : []),
    ...origins.map((origin, index) => `  [${index + 1}] ${origin}`),
    `time: ${duration(seconds)} of work for ${stages.length - unknown.length} of ${stages.length} stages; "acc plan ${experiment.name}" shows every stage`,
    ...(bytes > 0 ? [`disk: ${inUnits(bytes)} of clips`] : []),
  ];
}

function unknownLines({ missingRows, memory, plan, training }: Rehearsal): string[] {
  return [
    ...(missingRows.length > 0 ? [`rows of stages that have not run: ${missingRows.join('; ')}`] : []),
    ...(memory.length > 0
      ? ['memory of the CUDA context, of workspaces of kernels, and lost between blocks of the allocator']
      : []),
    ...(plan.unknown.length > 0 ? [`time of ${plan.unknown.join('; ')}`] : []),
    ...(training ? [] : ['whether training, resuming and answering work together: left out by --without-training']),
    'whether the weights load and give sensible answers, and how fast the GPU is',
  ];
}
