import { type NotedCell, noted } from './notes.js';
import { missingReason, provenance } from './provenance.js';
import type { Table } from './table.js';
import { formatValue } from './vocabulary.js';

/** A table as HTML that needs no style sheet: provenance in title attributes, intervals below values, footnotes below. */
export function formatHtml(table: Table): string {
  const { blocks, notes } = noted(table);
  const body = blocks.map(({ name, marks, columns, rows }) => {
    const head = columns.map(({ column, marks }) => `<th scope="col">${escapeHtml(column.label)}${sup(marks)}</th>`);
    const lines = rows.map(
      ({ arm, cells }) => `<tr><th scope="row">${escapeHtml(arm)}</th>${cells.map(cellHtml).join('')}</tr>`,
    );
    const title = name
      ? `<tr><td></td><th colspan="${columns.length}" scope="colgroup" style="text-align:center">${escapeHtml(name)}${sup(marks)}</th></tr>\n`
      : '';
    return `<tbody>\n${title}<tr><td></td>${head.join('')}</tr>\n${lines.join('\n')}\n</tbody>`;
  });
  const items = notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('\n');
  return [
    `<figure class="acc-table" data-source="${table.source}" data-synthetic="${table.synthetic}" style="margin:0;overflow-x:auto">`,
    '<table style="font-variant-numeric:tabular-nums">',
    `<caption style="text-align:left"><strong>${escapeHtml(table.title)}</strong></caption>`,
    ...body,
    '</table>',
    `<figcaption>${escapeHtml(table.caption)}</figcaption>`,
    ...(notes.length > 0 ? [`<ol>\n${items}\n</ol>`] : []),
    '</figure>',
    '',
  ].join('\n');
}

/** Text made safe for element content and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

function cellHtml({ row, text, marks }: NotedCell): string {
  const title = escapeHtml(row ? provenance(row).join('\n') : missingReason(row));
  const right = 'style="text-align:right"';
  if (!row || row.value === null) return `<td title="${title}" ${right}><em>${text}</em>${sup(marks)}</td>`;
  const suspect = row.suspect ? ` class="${row.suspect.misprint ? 'suspect' : 'doubtful'}"` : '';
  const [low, high] = [row.interval?.low, row.interval?.high].map((end) =>
    end === undefined ? '' : formatValue(end, row.metric).replace(' %', ''),
  );
  const interval = row.interval ? `<br><small>${low}–${high}</small>` : '';
  return `<td${suspect} title="${title}" ${right}>${text}${sup(marks)}${interval}</td>`;
}

function sup(marks: number[]): string {
  return marks.length > 0 ? `<sup>${marks.join(',')}</sup>` : '';
}
