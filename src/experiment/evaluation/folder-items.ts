import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readReferences } from '../../captioning/index.js';
import { findSet, type SetKind } from '../../catalogue/index.js';
import { readJsonLines } from '../../core/index.js';
import type { CaptionItem, ClassificationItem } from '../../corpus/index.js';
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

/** The items of a set in a user's folder, with absolute paths. */
export async function folderItems(set: PlannedSet, folder: string): Promise<EvaluationItem[]> {
  const file = join(folder, folderSetFile(set));
  const rows = await readJsonLines<CaptionItem | ClassificationItem>(file);
  const references = await readReferences(file, { anyText: set.kind !== 'caption' });
  const byId = new Map(references.map((item) => [item.id, item.references]));
  return rows.map(({ id, audio }) => ({
    id,
    question: set.prompt!,
    audios: [join(folder, audio)],
    references: byId.get(String(id))!,
  }));
}
