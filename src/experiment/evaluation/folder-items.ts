import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readReferences } from '../../captioning/index.js';
import { findSet, type SetKind } from '../../catalogue/index.js';
import { AccError, readNumberedRows } from '../../core/index.js';
import { headerFault } from '../../trainer/index.js';
import type { Experiment } from '../schema.js';
import type { EvaluationItem, PlannedSet } from './set.js';

/** Where the items of a set are in a folder of evaluation sets: captions-SET.jsonl or tasks/TASK.jsonl. */
const files = {
  caption: (set: string): string => `captions-${set}.jsonl`,
  label: (task: string): string => join('tasks', `${task}.jsonl`),
} as const;

/** The file of a set inside the folder. */
export function folderSetFile({ name, kind, task }: PlannedSet): string {
  return kind === 'label' ? files.label(task!.id) : files.caption(name);
}

/** The kind of a set in a user's folder, by its file; undefined if there is none. */
export function folderSetKind(name: string, { evaluation, tasks }: Experiment): SetKind | undefined {
  if (!existsSync(evaluation)) return tasks[name] === undefined ? (findSet(name)?.kind ?? 'caption') : 'label';
  if (existsSync(join(evaluation, files.caption(name)))) return 'caption';
  const task = tasks[name];
  return task !== undefined && existsSync(join(evaluation, files.label(task))) ? 'label' : undefined;
}

/**
 * The items of a set in a user's folder, with absolute paths. Whatever would fail only after inference is found here.
 * @param heard seconds that the model hears; Infinity where the clips are cut before it hears them
 * @throws 'experiment/bad-item' with the line: a duplicate id, no audio file, one that the model would not hear; what readReferences throws
 */
export async function folderItems(
  set: PlannedSet,
  folder: string,
  heard: number = Number.POSITIVE_INFINITY,
): Promise<EvaluationItem[]> {
  const file = join(folder, folderSetFile(set));
  const references = await readReferences(file, { anyText: set.kind !== 'caption' });
  const byId = new Map(references.map((item) => [item.id, item.references]));
  const lines = new Map<string, number>();
  const items: EvaluationItem[] = [];
  for await (const { line, row } of readNumberedRows<{ id: string | number; audio?: unknown }>(file)) {
    const wrong = (message: string): AccError => new AccError('experiment/bad-item', { message, file, line, hint });
    const id = String(row.id).trim();
    if (lines.has(id)) throw wrong(`duplicate item ${id}, first in line ${lines.get(id)}`);
    lines.set(id, line);
    const path = typeof row.audio === 'string' ? row.audio.trim() : '';
    if (path === '') throw wrong(`item ${id} has no audio`);
    const audio = join(folder, path);
    if (!existsSync(audio)) throw wrong(`the audio of item ${id} does not exist: ${audio}`);
    const fault = await headerFault(audio, heard);
    if (fault) throw wrong(`the audio of item ${id} cannot be asked about: ${fault.message}`);
    items.push({ id, question: set.prompt!, audios: [audio], references: byId.get(id)! });
  }
  return items;
}

const hint = 'one item per line, such as {"id": "a", "audio": "audio/a.wav", "references": ["rain falls"]}';
