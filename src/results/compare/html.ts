import { escapeHtml } from '../../core/index.js';
import { expectationLegend } from '../expectations/index.js';
import type { RunComparison } from './types.js';
import { type ComparisonPart, notesOf, partsOf } from './words.js';

/** A comparison of runs as HTML that needs no style sheet: one table for each part. */
export function comparisonHtml(comparison: RunComparison): string {
  const notes = [...notesOf(comparison), ...expectationLegend(comparison.expectations)];
  return [
    '<figure class="acc-table acc-compare" style="margin:0;overflow-x:auto">',
    ...partsOf(comparison).map(table),
    `<figcaption>${notes.map(escapeHtml).join('<br>')}</figcaption>`,
    '</figure>',
    '',
  ].join('\n');
}

function table({ title, lines }: ComparisonPart): string {
  const [head, ...rows] = lines;
  const headings = head!.map((text) => `<th scope="col" style="${cellStyle}">${escapeHtml(text)}</th>`).join('');
  const body = rows.map(([name, ...rest]) => {
    const others = rest.map((text) => `<td style="${cellStyle}">${escapeHtml(text)}</td>`).join('');
    return `<tr><th scope="row" style="${cellStyle};font-weight:normal">${escapeHtml(name!)}</th>${others}</tr>`;
  });
  return [
    '<table style="font-size:13px;font-variant-numeric:tabular-nums;border-collapse:collapse">',
    `<caption style="text-align:left"><strong>${escapeHtml(title)}</strong></caption>`,
    `<thead><tr>${headings}</tr></thead>`,
    `<tbody>\n${body.join('\n')}\n</tbody></table>`,
  ].join('\n');
}

const cellStyle = 'text-align:left;vertical-align:top;padding:0.2em 0.5em;overflow-wrap:anywhere';
