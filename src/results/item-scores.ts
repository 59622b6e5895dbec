import { corpusValue, type Statistic } from '../captioning/index.js';
import { readJsonLines } from '../core/index.js';
import type { Draw } from './draw.js';

/** What one metric says about each answer of a model to a set: numbers whose sums give the value of any multiset of items. */
export interface ItemScores {
  arm: string;
  draw: Draw;
  set: string;
  metric: string;
  /** without the name of the set */
  ids: readonly string[];
  /** how the value follows from sums of the columns, see `corpusValue` */
  statistic: Statistic;
  /** one list per quantity, one entry per item; 0 or 1 for a share such as an accuracy */
  columns: readonly (readonly number[])[];
}

/** Metrics that are computed from the same columns. */
export interface ItemFamily {
  columns: readonly (readonly number[])[];
  /** by metric */
  statistics: Readonly<Record<string, Statistic>>;
}

/** A line of item-scores.jsonl: the items of one set with all its metrics that can be resampled. */
export interface SetItemScores extends Pick<ItemScores, 'arm' | 'draw' | 'set' | 'ids'> {
  families: readonly ItemFamily[];
}

/** The item scores in a file of a stage "scores", one entry per set and metric. */
export async function readItemScores(file: string): Promise<ItemScores[]> {
  return metricScores(await readJsonLines<SetItemScores>(file));
}

/** One entry per set and metric. */
export function metricScores(sets: readonly SetItemScores[]): ItemScores[] {
  return sets.flatMap(({ families, ...facts }) =>
    families.flatMap(({ columns, statistics }) =>
      Object.entries(statistics).map(([metric, statistic]) => ({ ...facts, metric, statistic, columns })),
    ),
  );
}

/** The value of the whole set. */
export function setValue({ statistic, columns, ids }: ItemScores): number {
  return corpusValue(statistic, Float64Array.from(columns, sum), ids.length);
}

function sum(column: readonly number[]): number {
  return column.reduce((all, one) => all + one, 0);
}
