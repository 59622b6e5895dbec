import { AccError } from '../../core/index.js';
import { type TripleScores, withoutRoundingError } from './triple-scores.js';

/** Which triples are kept: those that reach every minimum, or the best ones. */
export type Selection =
  | { min: Readonly<Record<string, number>> }
  /** so many triples, or a share of them; `by` an axis, or undefined for the mean of all */
  | { top: { triples: number } | { share: number }; by?: string | undefined };

/**
 * The triples that a selection keeps.
 * @throws 'pair-set/scores' for an axis that the scores do not have; 'pair-set/nothing-kept'
 */
export function select(scores: TripleScores, selection: Selection): Set<string> {
  const kept = new Set('min' in selection ? reaching(scores, selection.min) : best(scores, selection));
  if (kept.size > 0) return kept;
  throw new AccError('pair-set/nothing-kept', {
    message: `none of ${scores.byTriple.size} triples would be kept`,
    hint:
      'min' in selection
        ? Object.keys(selection.min)
            .map((axis) => rangeText(scores, axis))
            .join('; ')
        : 'the share is less than half a triple',
  });
}

function reaching(scores: TripleScores, min: Readonly<Record<string, number>>): string[] {
  const bounds = Object.entries(min).map(([axis, least]) => ({ axis: axisIndex(scores, axis), least }));
  return Array.from(scores.byTriple)
    .filter(([, values]) => bounds.every(({ axis, least }) => values[axis]! >= least))
    .map(([triple]) => triple);
}

/** Ties go to the first ids in alphabetical order, so that the selection does not depend on the order of the files. */
function best(scores: TripleScores, { top, by }: Extract<Selection, { top: unknown }>): string[] {
  const axis = by === undefined ? undefined : axisIndex(scores, by);
  const worth = (values: Float64Array): number =>
    axis === undefined
      ? withoutRoundingError(values.reduce((sum, value) => sum + value, 0) / values.length)
      : values[axis]!;
  const ranked = Array.from(scores.byTriple, ([triple, values]) => ({ triple, worth: worth(values) })).sort(
    (a, b) => b.worth - a.worth || (a.triple < b.triple ? -1 : 1),
  );
  const count = 'share' in top ? Math.round(top.share * ranked.length) : top.triples;
  return ranked.slice(0, count).map(({ triple }) => triple);
}

function rangeText(scores: TripleScores, axis: string): string {
  const index = axisIndex(scores, axis);
  const values = Array.from(scores.byTriple.values(), (own) => own[index]!);
  const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  return `${axis} ranges from ${least.toFixed(2)} to ${most.toFixed(2)}`;
}

function axisIndex({ file, axes }: TripleScores, axis: string): number {
  const index = axes.indexOf(axis);
  if (index >= 0) return index;
  throw new AccError('pair-set/scores', {
    message: `the scores have no axis "${axis}"`,
    file,
    hint: `axes: ${axes.join(', ')}`,
  });
}
