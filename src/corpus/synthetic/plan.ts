import { type TrainingRow, trainingRow } from '../../core/index.js';
import { type Range, recipe } from './recipe.js';
import type { PlannedClip } from './render.js';
import type { TaskName } from './tasks.js';

/** Part of a world: clips to render and rows about them; paths are relative to its folder. */
export interface Planned<Row> {
  clips: PlannedClip[];
  rows: Row[];
}

export function joined<Row>(parts: readonly Planned<Row>[]): Planned<Row> {
  return { clips: parts.flatMap(({ clips }) => clips), rows: parts.flatMap(({ rows }) => rows) };
}

/** A scene, if any, with events of different types. Mixes of one recording share its scene and their common events. */
export function mixClip(
  file: string,
  recording: string,
  scene: string | undefined,
  types: readonly string[],
  seconds: Range = recipe.clipSeconds,
): PlannedClip {
  const events = types.map((type) => ({ type, key: `${recording}/${type}` }));
  return { file, recording, seconds, content: { ...(scene ? { scene } : {}), events } };
}

/** A clip with a caption: a scene and an event. */
export function captionedClip(file: string, scene: string, event: string, seconds?: Range): PlannedClip {
  return { ...mixClip(file, file, scene, [event], seconds), captioned: true };
}

/** A clip of one class of a classification world. */
export function classClip(file: string, recording: string, task: TaskName, label: string): PlannedClip {
  return { file, recording, seconds: recipe.clipSeconds, content: { task, label } };
}

/** A question and its answer. */
export interface Turn {
  question: string;
  answer: string;
}

/** One row with several questions about the same audios; all answers are training targets. */
export function conversation(turns: readonly Turn[], audios: string[]): TrainingRow {
  const [first, ...others] = turns as [Turn, ...Turn[]];
  const row = trainingRow(first.question, first.answer, audios);
  for (const { question, answer } of others)
    row.messages.push({ role: 'user', content: question }, { role: 'assistant', content: answer });
  return row;
}

/** Creates `count` items from their indices. */
export function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** "0007": the number format of file names and ids. */
export function numbered(index: number): string {
  return String(index).padStart(4, '0');
}
