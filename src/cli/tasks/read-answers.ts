import {
  joinItems,
  type ReadOptions,
  readCandidates,
  readItems,
  readReferences,
  type ScoredItem,
} from '../../captioning/index.js';
import type { Task } from '../../catalogue/index.js';
import { type LabelledAnswer, matchAnswer } from '../../classification/index.js';
import { AccError } from '../../core/index.js';

/**
 * Reads answers with their labels, from one file or two. A label may be written as an alias, and in any case.
 * @throws AccError like `readItems`, 'classification/several-labels', 'classification/unknown-label'
 */
export async function readAnswers(
  task: Task,
  file: string,
  labels: string | undefined,
  options: ReadOptions,
): Promise<LabelledAnswer[]> {
  const read = { ...options, anyText: true };
  const items = labels === undefined ? await readItems(file, read) : await joined(file, labels, read);
  return items.map(({ id, candidate, references }) => ({
    id,
    answer: candidate,
    label: onlyLabel(task, id, references, labels ?? file),
  }));
}

async function joined(file: string, labels: string, options: ReadOptions): Promise<ScoredItem[]> {
  const { set: _, ...read } = options;
  return joinItems(await readCandidates(file, options), await readReferences(labels, read));
}

function onlyLabel(task: Task, id: string, references: readonly string[], file: string): string {
  const [text, ...others] = references;
  if (others.length > 0)
    throw new AccError('classification/several-labels', {
      message: `item ${id} has ${references.length} labels: ${references.slice(0, 3).join(', ')}`,
      file,
      hint: 'an item of a classification task has one label',
    });
  const match = matchAnswer({ ...task, matcher: 'exact' }, text!);
  if ('label' in match) return match.label;
  throw new AccError('classification/unknown-label', {
    message: `item ${id} has the label "${text}", which is not a label of task ${task.id}`,
    file,
    hint: `labels: ${task.labels.join(', ')}`,
  });
}
