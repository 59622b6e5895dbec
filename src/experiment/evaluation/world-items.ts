import type { SetKind } from '../../catalogue/index.js';
import type { DiagnosticName, TaskName, World } from '../../corpus/index.js';
import type { EvaluationItem, PlannedSet } from './set.js';

/** The items of a set of the synthetic world. */
export function worldItems({ name, kind, prompt }: PlannedSet, world: World): EvaluationItem[] {
  return readers[kind](name, world, prompt ?? '');
}

const readers: Readonly<Record<SetKind, (name: string, world: World, question: string) => EvaluationItem[]>> = {
  caption: (name, { captions }, question) =>
    captions[name as keyof World['captions']].map(({ id, audio, references, scene, event }) => {
      return { id, question, audios: [audio], references, named: { scene, event } };
    }),
  label: (name, { tasks }, question) =>
    tasks[name as TaskName].map(({ id, audio, label }) => ({ id, question, audios: [audio], references: [label] })),
  exact: (name, { diagnostics }) =>
    diagnostics[name as DiagnosticName].map(({ id, question, audios, answer }) => {
      return { id, question, audios, references: [answer] };
    }),
};
