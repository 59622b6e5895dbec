import { metric } from '../../../catalogue/index.js';
import type { ResultRow } from '../../../results/index.js';

/** A metric on a set. */
export type Cell = Pick<ResultRow, 'set' | 'metric'>;

/**
 * Cells of one draw of a model whose recorded numbers are used: a program or data of the metric is missing, here or where it was recorded, or
 * the kit has another version of what computed them.
 */
export type TakenCells = ReadonlyMap<string, { row: ResultRow; reason?: string }>;

export function cellOf({ set, metric: name }: Cell): string {
  return `${set}, ${name}`;
}

/**
 * @param recorded @param again the rows of the same draw of a model
 * @param notJudged why sets are not judged again, by their names
 */
export function takenCells(
  recorded: readonly ResultRow[],
  again: readonly ResultRow[],
  notJudged: ReadonlyMap<string, string> = new Map(),
): TakenCells {
  const others = new Map(again.map((row) => [cellOf(row), row]));
  return new Map(
    recorded.flatMap((row) => {
      const other = others.get(cellOf(row));
      const reason = notJudged.get(row.set) ?? (other && otherVersion(row, other));
      if (reason !== undefined) return [[cellOf(row), { row, reason }]];
      if (metric(row.metric).needs.length === 0 || !other || (row.value !== null && other.value !== null)) return [];
      return [[cellOf(row), { row, ...reasonOf(row, other) }]];
    }),
  );
}

function otherVersion({ metricVersion }: ResultRow, again: ResultRow): string | undefined {
  if (metricVersion === again.metricVersion) return undefined;
  return `the run has version "${metricVersion}" of it, the kit now has "${again.metricVersion}"`;
}

/** None where neither has a value: then there is nothing to compute. */
function reasonOf(row: ResultRow, again: ResultRow): { reason?: string } {
  if (row.value !== null) return { reason: again.missing ?? 'it has no value here' };
  return again.value === null ? {} : { reason: `the run has no value of it: ${row.missing}` };
}
