import { noted } from './notes.js';
import type { Table } from './types.js';

/** A table as GitHub Markdown: one table per set, footnotes as a list. */
export function formatMarkdown(table: Table): string {
  const { marks, blocks, notes } = noted(table);
  const parts = [`**${escapeMarkdown(table.title)}**${sup(marks)}`];
  for (const { name, marks, columns, rows } of blocks) {
    const head = ['', ...columns.map((entry) => escapeMarkdown(entry.column.label) + sup(entry.marks))];
    const body = rows.map(({ label, cells }) => [
      escapeMarkdown(label),
      ...cells.map(({ text, spread, factors, marks }) =>
        [text + (spread && ` ${spread}`) + sup(marks), factors].filter(Boolean).join(' '),
      ),
    ]);
    parts.push(...(name ? [`${escapeMarkdown(name)}${sup(marks)}`] : []), markdownTable(head, body, '--:'));
  }
  parts.push(`*${escapeMarkdown(table.caption)}*`);
  if (notes.length > 0) parts.push(notes.map((note, index) => `${index + 1}. ${escapeMarkdown(note)}`).join('\n'));
  return `${parts.join('\n\n')}\n`;
}

/** Rows of escaped cells as a GitHub table. @param rule of the columns after the first */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  rule: ':--' | '--:' = ':--',
): string {
  const rules = head.map((_, column) => (column === 0 ? ':--' : rule));
  return [head, rules, ...rows].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function sup(marks: number[]): string {
  return marks.length > 0 ? `<sup>${marks.join(',')}</sup>` : '';
}

export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, '\\$&');
}
