import { escapeHtml } from '../core/index.js';
import { type NotedCell, noted } from './notes.js';
import { missingReason, provenance } from './provenance.js';
import type { ResultRow } from './row.js';
import type { Table } from './types.js';

/**
 * A table as HTML that needs no style sheet: provenance in title attributes, below a value its interval or its spread over draws, footnotes below.
 * Ten columns with intervals take some 800 pixels.
 */
export function formatHtml(table: Table): string {
  const { marks, blocks, notes } = noted(table);
  const body = blocks.map(({ name, marks, columns, rows }) => {
    const head = columns.map(
      ({ column, marks }) => `<th scope="col" style="${cellStyle}">${escapeHtml(column.label)}${sup(marks)}</th>`,
    );
    const lines = rows.map(
      ({ label, cells }) => `<tr><th scope="row">${escapeHtml(label)}</th>${cells.map(cellHtml).join('')}</tr>`,
    );
    const title = name
      ? `<tr><td></td><th colspan="${columns.length}" scope="colgroup" style="text-align:center">${escapeHtml(name)}${sup(marks)}</th></tr>\n`
      : '';
    return `<tbody>\n${title}<tr><td></td>${head.join('')}</tr>\n${lines.join('\n')}\n</tbody>`;
  });
  const items = notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('\n');
  return [
    `<figure class="acc-table" data-source="${table.source}" data-synthetic="${table.synthetic}" style="margin:0;overflow-x:auto">`,
    '<table style="font-size:13px;font-variant-numeric:tabular-nums">',
    `<caption style="text-align:left"><strong>${escapeHtml(table.title)}</strong>${sup(marks)}</caption>`,
    ...body,
    '</table>',
    `<figcaption>${escapeHtml(table.caption)}</figcaption>`,
    ...(notes.length > 0 ? [`<ol>\n${items}\n</ol>`] : []),
    '</figure>',
    '',
  ].join('\n');
}

function cellHtml({ row, text, spread, factors, marks }: NotedCell): string {
  const title = escapeHtml(row ? provenance(row).join('\n') : `not computed: ${missingReason(row)}`);
  const style = `style="${cellStyle}"`;
  if (!row || row.value === null)
    return `<td title="${title}" ${style}><abbr title="not computed">${text}</abbr>${sup(marks)}</td>`;
  const suspect = row.suspect ? ` class="${row.suspect.misprint ? 'suspect' : 'doubtful'}"` : '';
  const range = row.interval ? intervalText(row.interval, row) : '';
  const below = [spread || range, factors]
    .filter(Boolean)
    .map((line) => `<br><small style="${smallStyle}">${line}</small>`);
  return `<td${suspect} title="${title}" ${style}>${text}${sup(marks)}${below.join('')}</td>`;
}

const cellStyle = 'text-align:right;padding:0.3em 0.35em;white-space:nowrap';
const smallStyle = 'font-size:10.5px';

/** One digit less than the value has; the title attribute has them all. */
function intervalText({ low, high }: { low: number; high: number }, { unit, digits }: ResultRow): string {
  return [low, high].map((end) => (unit === 'percent' ? 100 * end : end).toFixed(Math.max(0, digits - 1))).join('–');
}

function sup(marks: number[]): string {
  return marks.length > 0 ? `<sup>${marks.join(',')}</sup>` : '';
}
