import { sheetCell } from '../core/index.js';
import type { ResultRow } from './row.js';

type Column = [name: string, value: (row: ResultRow) => string | number | boolean | null | undefined];

const columns: Column[] = [
  ['arm', ({ arm }) => arm],
  ['tasks', ({ tasks }) => tasks.join('+')],
  ['set', ({ set }) => set],
  ['metric', ({ metric }) => metric],
  ['base_seed', ({ draw }) => draw?.base],
  ['arm_seed', ({ draw }) => draw?.arm],
  ['value', ({ value }) => value],
  ['low', ({ interval }) => interval?.low],
  ['high', ({ interval }) => interval?.high],
  ['interval', ({ interval }) => interval?.method],
  ['n', ({ n }) => n],
  ['synthetic', ({ synthetic }) => synthetic],
  ['missing', ({ missing }) => missing],
  ['metric_version', ({ metricVersion }) => metricVersion],
  ['record', ({ record }) => record],
];

/**
 * Rows as CSV (RFC 4180) with a header, one line per value; accuracies are fractions. What is not known is an empty cell.
 */
export function rowsCsv(rows: readonly ResultRow[]): string {
  const lines = rows.map((row) => columns.map(([, value]) => cell(value(row))).join(','));
  return `${[columns.map(([name]) => name).join(','), ...lines].join('\r\n')}\r\n`;
}

function cell(value: string | number | boolean | null | undefined): string {
  return value == null ? '' : sheetCell(typeof value === 'boolean' ? String(value) : value);
}
