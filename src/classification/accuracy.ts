import type { Task } from '../catalogue/index.js';
import { AccError, assertUniqueIds } from '../core/index.js';
import { type Interval, wilson } from '../statistics/index.js';
import { matchAnswer } from './match-answer.js';

/** What a model answered to an item, and the right label. */
export interface LabelledAnswer {
  id: string;
  answer: string;
  label: string;
}

export interface AccuracyScore {
  /** share of right answers as a fraction in [0, 1]; the paper prints percent */
  value: number;
  n: number;
  correct: number;
  /** answers that fit no label, counted as wrong */
  unparsable: number;
  /** 95 %, as fractions */
  interval: Interval & { method: string };
  confusion: Confusion;
  perClass: ClassAccuracy[];
}

/** `counts[row][column]`: items whose right label is `labels[row]` and whose answer was read as `answers[column]`. */
export interface Confusion {
  labels: string[];
  /** the labels and 'unparsable' at the end */
  answers: string[];
  counts: number[][];
}

export interface ClassAccuracy {
  label: string;
  n: number;
  correct: number;
  /** fraction; null where the set has no item of the class */
  value: number | null;
}

/**
 * Accuracy on a task with Wilson's interval, over all items: an unparsable answer is a wrong one.
 * @throws 'classification/no-answers', 'classification/unknown-label' where an item's label is none of the task's (aliases
 * do not count), 'classification/duplicate-id'
 */
export function accuracy(task: Task, answers: readonly LabelledAnswer[]): AccuracyScore {
  check(task, answers);
  const confusion = confusionOf(task, answers);
  const perClass = confusion.labels.map((label, row) => classAccuracy(label, confusion.counts[row]!, row));
  const n = answers.length;
  const correct = perClass.reduce((sum, one) => sum + one.correct, 0);
  return {
    value: correct / n,
    n,
    correct,
    unparsable: confusion.counts.reduce((sum, row) => sum + row[task.labels.length]!, 0),
    interval: { ...wilson(correct, n), method: 'Wilson score, 95 %' },
    confusion,
    perClass,
  };
}

function check(task: Task, answers: readonly LabelledAnswer[]): void {
  if (answers.length === 0)
    throw new AccError('classification/no-answers', { message: `task ${task.id} has no answers` });
  for (const { id, label } of answers)
    if (!task.labels.includes(label))
      throw new AccError('classification/unknown-label', {
        message: `item ${id} has the label "${label}", which is not a label of task ${task.id}`,
        hint: `labels: ${task.labels.join(', ')}`,
      });
  assertUniqueIds(
    answers,
    ({ id }) => id,
    (id) =>
      new AccError('classification/duplicate-id', {
        message: `duplicate item ${id} among the answers to task ${task.id}`,
      }),
  );
}

function confusionOf(task: Task, answers: readonly LabelledAnswer[]): Confusion {
  const labels = [...task.labels];
  const counts = labels.map(() => new Array<number>(labels.length + 1).fill(0));
  for (const { answer, label } of answers) {
    const match = matchAnswer(task, answer, label);
    const column = 'label' in match ? labels.indexOf(match.label) : labels.length;
    counts[labels.indexOf(label)]![column]! += 1;
  }
  return { labels, answers: [...labels, 'unparsable'], counts };
}

function classAccuracy(label: string, row: readonly number[], column: number): ClassAccuracy {
  const n = row.reduce((sum, count) => sum + count, 0);
  const correct = row[column]!;
  return { label, n, correct, value: n === 0 ? null : correct / n };
}
