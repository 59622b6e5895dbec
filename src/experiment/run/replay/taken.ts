import { metric } from '../../../catalogue/index.js';
import type { ResultRow } from '../../../results/index.js';

/** A metric on a set. */
export type Cell = Pick<ResultRow, 'set' | 'metric'>;

/** Cells of one draw of a model whose recorded numbers are used, since a program or data of the metric is missing, here or where it was recorded. */
export type TakenCells = ReadonlyMap<string, { row: ResultRow; reason?: string }>;

export function cellOf({ set, metric: name }: Cell): string {
  return `${set}, ${name}`;
}

/** @param recorded @param again the rows of the same draw of a model */
export function takenCells(recorded: readonly ResultRow[], again: readonly ResultRow[]): TakenCells {
  const others = new Map(again.map((row) => [cellOf(row), row]));
  return new Map(
    recorded.flatMap((row) => {
      const other = others.get(cellOf(row));
      if (metric(row.metric).needs.length === 0 || !other || (row.value !== null && other.value !== null)) return [];
      return [[cellOf(row), { row, ...reasonOf(row, other) }]];
    }),
  );
}

/** None where neither has a value: then there is nothing to compute. */
function reasonOf(row: ResultRow, again: ResultRow): { reason?: string } {
  if (row.value !== null) return { reason: again.missing ?? 'it has no value here' };
  return again.value === null ? {} : { reason: `the run has no value of it: ${row.missing}` };
}
