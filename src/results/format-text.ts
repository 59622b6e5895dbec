import { paddedCells } from '../core/index.js';
import { type NotedBlock, type NotedCell, noted } from './notes.js';
import type { Table } from './types.js';

/**
 * A table for the terminal: one aligned block per set, footnotes below. Below a mean over draws stands its spread.
 * @param colour true on a terminal that shows colour, which then marks suspect and missing cells in addition to their
 * footnotes
 */
export function formatText(table: Table, colour = false): string {
  const { marks, blocks, notes } = noted(table);
  const parts = [table.title + superscript(marks), ...blocks.map((block) => formatBlock(block, colour)), table.caption];
  parts.push(...notes.map((note, index) => `${superscript([index + 1])} ${note}`));
  return `${parts.join('\n')}\n`;
}

function formatBlock({ name, marks, columns, rows }: NotedBlock, colour: boolean): string {
  const head = ['', ...columns.map((entry) => entry.column.label + superscript(entry.marks))];
  const body = rows.flatMap(({ label, cells }) => [
    { cells, texts: [label, ...cells.map(cellText)] },
    ...(cells.some(({ spread }) => spread) ? [{ cells, texts: ['', ...cells.map(({ spread }) => spread)] }] : []),
  ]);
  const padded = paddedCells([head, ...body.map(({ texts }) => texts)], ['left', 'right']);
  const lines = padded.map((line, index) =>
    line.map((text, column) => (colour ? coloured(text, body[index - 1]?.cells[column - 1]) : text)).join('  '),
  );
  return [...(name ? [name + superscript(marks)] : []), ...lines, ''].join('\n');
}

function coloured(text: string, cell: NotedCell | undefined): string {
  if (!cell) return text;
  if (cell.row === undefined || cell.row.value === null) return `\x1b[2m${text}\x1b[22m`;
  return cell.row.suspect?.misprint ? `\x1b[33m${text}\x1b[39m` : text;
}

function cellText({ text, factors, marks }: NotedCell): string {
  return [text + superscript(marks), ...(factors ? [factors] : [])].join(' ');
}

/** 12 and 3 → '¹²,³'. */
function superscript(marks: number[]): string {
  return marks.map((mark) => [...String(mark)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')).join('˒');
}
