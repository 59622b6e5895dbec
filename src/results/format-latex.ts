import { type NotedCell, noted } from './notes.js';
import type { Table } from './types.js';

/**
 * A table as LaTeX with rules of the package booktabs: a `table` environment with one `tabular` per set, footnotes below; a wide one is scaled to
 * the line. It needs the packages booktabs and graphicx, and UTF-8 sources.
 */
export function formatLatex(table: Table): string {
  const { marks, blocks, notes } = noted(table);
  const tabulars = blocks.map(({ name, marks, columns, rows }) => {
    const head = ['', ...columns.map(({ column, marks }) => escaped(column.label) + sup(marks))];
    const body = rows.map(({ label, cells }) => [escaped(label), ...cells.map(cellLatex)]);
    const hasMore = rows.some(({ cells }) => cells.some(({ spread, factors }) => spread || factors));
    const isWide = columns.length > (hasMore ? mostColumns / 2 : mostColumns);
    return [
      ...(name ? [`\\textit{${escaped(name)}}${sup(marks)}\\\\[2pt]`] : []),
      ...(isWide ? ['\\resizebox{\\linewidth}{!}{%'] : []),
      `\\begin{tabular}{l${'r'.repeat(columns.length)}}`,
      '\\toprule',
      line(head),
      '\\midrule',
      ...body.map(line),
      '\\bottomrule',
      `\\end{tabular}${isWide ? '}' : ''}`,
    ].join('\n');
  });
  const below = [table.caption, ...notes.map((note, index) => `\\textsuperscript{${index + 1}} ${escaped(note)}`)];
  return [
    '\\begin{table}',
    '\\centering\\small',
    `\\caption{${escaped(table.title.replace(/^Table \d+\. /, ''))}${sup(marks)}}`,
    tabulars.join('\n\n\\medskip\n'),
    `\\par\\medskip\\raggedright\\footnotesize ${[escaped(below[0]!), ...below.slice(1)].join('\\\\\n')}`,
    '\\end{table}',
    '',
  ].join('\n');
}

/** that fit on a line of an article */
const mostColumns = 5;

function cellLatex({ text, spread, factors, marks }: NotedCell): string {
  return [escaped(text) + (spread && ` ${escaped(spread)}`) + sup(marks), escaped(factors)].filter(Boolean).join(' ');
}

function line(cells: readonly string[]): string {
  return `${cells.join(' & ')} \\\\`;
}

function sup(marks: readonly number[]): string {
  return marks.length > 0 ? `\\textsuperscript{${marks.join(',')}}` : '';
}

const symbols: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '±': '$\\pm$',
  '×': '$\\times$',
  '–': '--',
  '’': "'",
  '≥': '$\\geq$',
  '≤': '$\\leq$',
};

/** Characters that LaTeX reads as commands, and those that old engines do not know. */
function escaped(text: string): string {
  return text.replace(/[\\~^±×–’≥≤]|[&%$#_{}]/g, (one) => symbols[one] ?? `\\${one}`);
}
