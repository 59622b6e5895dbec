import { paddedCells } from '../core/index.js';
import { type NotedBlock, type NotedCell, noted } from './notes.js';
import type { Table } from './types.js';

/**
 * A table for the terminal: one aligned block per set, footnotes below.
 * @param colour true on a terminal that shows colour, which then marks suspect and missing cells in addition to their
 * footnotes
 */
export function formatText(table: Table, colour = false): string {
  const { blocks, notes } = noted(table);
  const parts = [table.title, ...blocks.map((block) => formatBlock(block, colour)), table.caption];
  parts.push(...notes.map((note, index) => `${superscript([index + 1])} ${note}`));
  return `${parts.join('\n')}\n`;
}

function formatBlock({ name, marks, columns, rows }: NotedBlock, colour: boolean): string {
  const head = ['', ...columns.map((entry) => entry.column.label + superscript(entry.marks))];
  const body = rows.map(({ label, cells }) => [label, ...cells.map(cellText)]);
  const lines = paddedCells([head, ...body], ['left', 'right']).map((line, index) =>
    line
      .map((padded, column) => {
        const cell = index > 0 && column > 0 ? rows[index - 1]!.cells[column - 1]! : undefined;
        if (!colour || !cell) return padded;
        if (cell.row === undefined || cell.row.value === null) return `\x1b[2m${padded}\x1b[22m`;
        return cell.row.suspect?.misprint ? `\x1b[33m${padded}\x1b[39m` : padded;
      })
      .join('  '),
  );
  return [...(name ? [name + superscript(marks)] : []), ...lines, ''].join('\n');
}

function cellText({ text, factors, marks }: NotedCell): string {
  return [text + superscript(marks), ...(factors ? [factors] : [])].join(' ');
}

/** 12 and 3 → '¹²,³'. */
function superscript(marks: number[]): string {
  return marks.map((mark) => [...String(mark)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')).join('˒');
}
