import { formatValue } from '../catalogue/index.js';
import type { Draw } from './draw.js';
import { missingReason, suspectReasons } from './provenance.js';
import type { ResultRow } from './row.js';
import type { Column, Table } from './types.js';

/** A table split into its blocks, with footnote numbers at the whole block or column if they apply to all of it. */
export interface NotedTable {
  /** footnotes of the title: those of a block without a name */
  marks: number[];
  blocks: NotedBlock[];
  /** footnote texts; number 1 is the first */
  notes: string[];
}

export interface NotedBlock {
  name: string;
  marks: number[];
  columns: { column: Column; marks: number[] }[];
  rows: { label: string; cells: NotedCell[] }[];
}

export interface NotedCell {
  row: ResultRow | undefined;
  /** 'n. c.' if there is no value; a footnote then explains the abbreviation and has the reason */
  text: string;
  /** '± 1.20' below a mean over several draws, else empty */
  spread: string;
  /** '(15.83 × 94.74)' where the table shows the factors of its cells, else empty */
  factors: string;
  marks: number[];
}

/** The common part of the three formatters: cells as texts, and each distinct reason as one numbered footnote. */
export function noted(table: Table): NotedTable {
  const notes: string[] = [];
  const mark = (note: string): number => {
    if (!notes.includes(note)) notes.push(note);
    return notes.indexOf(note) + 1;
  };
  const names = [...new Set(table.columns.map(({ block }) => block))];
  const blocks = names.map((name) => {
    const indices = [...table.columns.keys()].filter((index) => table.columns[index]!.block === name);
    const reasons = table.rows.map(({ cells }) => indices.map((index) => reasonsOf(cells[index])));
    const everywhere = shared(reasons.flat());
    const byColumn = indices.map((_, column) => without(shared(reasons.map((row) => row[column]!)), everywhere));
    return {
      name,
      marks: everywhere.map(mark),
      columns: indices.map((index, column) => ({
        column: table.columns[index]!,
        marks: byColumn[column]!.map(mark),
      })),
      rows: table.rows.map(({ label, cells, factors }, line) => ({
        label,
        cells: indices.map((index, column) => {
          const own = without(without(reasons[line]![column]!, everywhere), byColumn[column]!);
          const text = cellText(cells[index]);
          const spread = spreadText(cells[index]);
          return {
            row: cells[index],
            text,
            spread,
            factors: factorsText(cells[index], factors[index]!),
            marks: own.map(mark),
          };
        }),
      })),
    };
  });
  return { marks: blocks.filter(({ name }) => name === '').flatMap(({ marks }) => marks), blocks, notes };
}

/** A cell as text: '95.83 %', over several draws '95.83 % ± 1.20'. */
export function valueText(row: ResultRow | undefined): string {
  return [cellText(row), spreadText(row)].filter(Boolean).join(' ');
}

/** short, so that ten columns fit on a page and in a terminal */
const notComputed = 'n. c.';

function cellText(row: ResultRow | undefined): string {
  return row && row.value !== null ? formatValue(row.value, row) : notComputed;
}

/** Without unit: the value above has one. */
function spreadText(row: ResultRow | undefined): string {
  if (row?.value == null || row.seeds?.sd === undefined) return '';
  return `± ${formatValue(row.seeds.sd, row).replace(' %', '')}`;
}

/**
 * The two factors of a cell, without units: the cell beside them has one. The second is what the first leaves of the value: over several draws a mean
 * of ratios would be another number, and none where a draw has no label.
 */
export function factorsText(cell: ResultRow | undefined, factors: readonly ResultRow[]): string {
  const [first, second] = factors;
  if (!first || !second) return '';
  const ratio = cell?.value == null || !first.value ? null : cell.value / first.value;
  const texts = [first, { ...second, value: ratio }].map((row) => cellText(row).replace(' %', ''));
  return `(${texts.join(' × ')})`;
}

function reasonsOf(row: ResultRow | undefined): string[] {
  if (!row || row.value === null) return [`${notComputed}: not computed; ${missingReason(row)}.`];
  return [...suspectReasons(row), ...drawNotes(row)];
}

/** A value without a spread is marked, so that nobody takes it for a mean. */
function drawNotes({ seeds }: ResultRow): string[] {
  if (seeds?.n !== 1) return [];
  const [{ base, arm }] = seeds.draws as [Draw];
  return [base === null && arm === null ? noSeeds : oneDraw];
}

const noSeeds = 'One value: this model was not trained here and has no seeds.';
const oneDraw = 'One draw: without a spread over seeds. Another seed can give another value.';

function shared(cells: string[][]): string[] {
  return (cells[0] ?? []).filter((reason) => cells.every((reasons) => reasons.includes(reason)));
}

function without(reasons: string[], others: string[]): string[] {
  return reasons.filter((reason) => !others.includes(reason));
}
