import { isAboutPairs, type TargetRow } from '../targets/index.js';
import type { ArmData } from './arm-schema.js';
import { randomShare } from './random-share.js';

/** How the rows of one task are chosen. */
export interface RowChoice extends Pick<ArmData, 'operations' | 'fraction'> {
  /** how often the rows are used */
  weight: number;
  /** the experiment's seed */
  seed: number;
}

/** What an arm takes of the rows of a task. */
export function rowChoice(task: string, { operations, fraction, weights }: ArmData, seed: number): RowChoice {
  return {
    weight: weights?.[task] ?? 1,
    seed,
    ...(fraction === undefined ? {} : { fraction }),
    ...(operations && isAboutPairs(task) ? { operations } : {}),
  };
}

/**
 * The rows of a task that an arm trains on. Base clips and rows are ranked by random numbers of their own, so that a smaller share is a part of
 * a larger one, in every arm and for every task.
 */
export function chosenRows(
  rows: readonly TargetRow[],
  { operations, fraction = 1, weight, seed }: RowChoice,
): TargetRow[] {
  const bases = new Set(share([...new Set(rows.map(({ base }) => base))], (base) => [base], fraction, seed));
  const chosen = rows.filter(
    ({ base, operation }) =>
      bases.has(base) && (!operations || operation === undefined || operations.includes(operation)),
  );
  const copies = Array.from({ length: Math.floor(weight) }, () => chosen).flat();
  return [...copies, ...share(chosen, ({ label }) => ['row', label], weight % 1, seed)];
}

/** The share of the items with the smallest random numbers, in their own order. */
function share<T>(items: readonly T[], key: (item: T) => string[], fraction: number, seed: number): T[] {
  return randomShare(items, Math.round(fraction * items.length), key, seed);
}
