import type { Task } from '../catalogue/index.js';
import { AccError } from '../core/index.js';
import { type PairedCounts, type PairedDifference, pairedProportions } from '../statistics/index.js';
import type { LabelledAnswer } from './accuracy.js';
import { isRight } from './match-answer.js';

/** Two systems on the same items; the difference is the second accuracy minus the first, p that of the exact McNemar test. */
export type PairedAccuracy = PairedCounts & PairedDifference;

/**
 * Compares two systems by which items each gets right.
 * @param first @param second answers to the same items, in any order
 * @throws 'classification/different-labels' where an item has another label in the second list, or is missing there
 */
export function pairedAccuracy(
  task: Task,
  first: readonly LabelledAnswer[],
  second: readonly LabelledAnswer[],
): PairedAccuracy {
  const others = new Map(second.map((answer) => [answer.id, answer]));
  const counts = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0 };
  for (const answer of first) {
    const other = others.get(answer.id);
    if (other?.label !== answer.label)
      throw new AccError('classification/different-labels', {
        message: `item ${answer.id} has the label "${answer.label}" in the first list and ${other ? `"${other.label}"` : 'is not'} in the second`,
      });
    counts[outcome(isRight(task, answer), isRight(task, other))]++;
  }
  return { ...counts, ...pairedProportions(counts) };
}

function outcome(first: boolean, second: boolean): 'both' | 'firstOnly' | 'secondOnly' | 'neither' {
  if (first) return second ? 'both' : 'firstOnly';
  return second ? 'secondOnly' : 'neither';
}
