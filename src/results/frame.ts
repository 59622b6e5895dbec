import { createRequire } from 'node:module';
import { join } from 'node:path';
import { escapeHtml, kitRoot } from '../core/index.js';
import { displaySymbol } from './display.js';
import { drawText } from './draw.js';
import type { ResultRow } from './row.js';
import type { Table } from './types.js';

/** The typed part of a Danfo DataFrame; at run time, the whole Danfo interface is available. */
export interface Frame {
  /** [rows, columns] */
  shape: [number, number];
  columns: string[];
  values: unknown[][];
  head(rows?: number): Frame;
  sortValues(column: string, options?: { ascending?: boolean }): Frame;
  loc(selection: { rows?: unknown[]; columns?: string[] }): Frame;
  print(): void;
}

interface Danfo {
  DataFrame: { new (records: Record<string, unknown>[], options: { columns: string[] }): Frame; prototype: object };
}

let loaded: Danfo | undefined;

/**
 * Rows as a Danfo DataFrame, one row per value. Danfo loads on the first call (2-3 s).
 * Missing numbers are NaN: Danfo counts null as 0 in group means. Drop them before any mean.
 */
export function frame(rows: readonly ResultRow[]): Frame {
  return recordFrame(
    rows.map(
      ({ arm, tasks, set, metric, value, draw, seeds, interval, n, source, synthetic, suspect, missing, record }) => {
        const ends = { low: interval?.low ?? Number.NaN, high: interval?.high ?? Number.NaN };
        const why = { missing: missing ?? '', suspect: suspect?.reason ?? '', record: record ?? '' };
        return {
          arm,
          tasks: tasks.join('+'),
          set,
          metric,
          draw: draw ? drawText(draw) : '',
          value: value ?? Number.NaN,
          draws: seeds?.n ?? Number.NaN,
          sd: seeds?.sd ?? Number.NaN,
          ...ends,
          n: n ?? Number.NaN,
          source,
          synthetic,
          ...why,
        };
      },
    ),
  );
}

/**
 * A table as a DataFrame: one row per arm, one column per set and metric ('audiocaps bleu_1'); missing values are NaN.
 */
export function tableFrame(table: Table): Frame {
  return recordFrame(
    table.rows.map(({ arm, cells }) => ({
      arm,
      ...Object.fromEntries(
        table.columns.map(({ set, metric }, index) => [`${set} ${metric}`, cells[index]?.value ?? Number.NaN]),
      ),
    })),
  );
}

/** Any records of one shape as a DataFrame, which notebooks show as a table. */
export function recordFrame(records: Record<string, unknown>[]): Frame {
  loaded ??= load();
  return new loaded.DataFrame(records, { columns: Object.keys(records[0] ?? {}) });
}

/** Through require: Danfo is CommonJS, and its types would pull TensorFlow's into every notebook's type check. */
function load(): Danfo {
  const danfo = createRequire(join(kitRoot(), 'package.json'))('danfojs-node') as Danfo;
  const display = function (this: Frame): Record<string, string> {
    return { 'text/html': frameHtml(this), 'text/plain': `${this.shape[0]} rows: ${this.columns.join(', ')}` };
  };
  // sortValues and similar methods return Danfo's base class, not the class that it exports.
  const base = Object.getPrototypeOf(danfo.DataFrame.prototype);
  Object.defineProperty(base, displaySymbol, { value: display, configurable: true });
  return danfo;
}

const shownRows = 50;

function frameHtml({ columns, values, shape }: Frame): string {
  const cell = (value: unknown): string =>
    typeof value === 'number' && !Number.isInteger(value) && !Number.isNaN(value)
      ? String(Number(value.toPrecision(6)))
      : escapeHtml(Number.isNaN(value) ? 'not computed' : String(value));
  const shown = values.slice(0, shownRows);
  // Numbers are aligned right, texts left, and headings like the cells below them.
  const isNumeric = columns.map((_, column) => shown.every((line) => typeof line[column] === 'number'));
  const heading = isNumeric.map((number) => `style="text-align:${number ? 'right' : 'left'}"`);
  const body = isNumeric.map((number) => `style="text-align:${number ? 'right;white-space:nowrap' : 'left'}"`);
  const head = columns.map((name, column) => `<th scope="col" ${heading[column]}>${escapeHtml(name)}</th>`).join('');
  const lines = shown.map(
    (line) => `<tr>${line.map((value, column) => `<td ${body[column]}>${cell(value)}</td>`).join('')}</tr>`,
  );
  const rest = shape[0] > shownRows ? `<p>${shape[0] - shownRows} more rows</p>` : '';
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table>${rest}`;
}
