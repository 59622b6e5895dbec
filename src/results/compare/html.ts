import { armLabel, formatValue, metric } from '../../catalogue/index.js';
import { escapeHtml } from '../../core/index.js';
import type { RunComparison } from './types.js';
import { cells, differenceHeads, legendOf, settingCells } from './words.js';

/** A comparison of runs as HTML that needs no style sheet: settings, then values with their differences. */
export function comparisonHtml(comparison: RunComparison): string {
  const { runs, settings, values, unmatched } = comparison;
  const lines = values.map((value) => [
    `${armLabel(value.arm)}, ${value.setLabel}, ${metric(value.metric).label}`,
    ...value.values.map((one) => (one === null ? 'n. c.' : formatValue(one, metric(value.metric)))),
    ...cells(value),
  ]);
  const notes = [
    ...(unmatched.length > 0 ? [`Not in every run: ${unmatched.map(armLabel).join(', ')}.`] : []),
    ...legendOf(comparison),
  ];
  return [
    '<figure class="acc-table acc-compare" style="margin:0;overflow-x:auto">',
    ...(settings.length > 0 ? [table('Settings that differ', ['', ...runs], settings.map(settingCells))] : []),
    table('Values', ['', ...runs, ...differenceHeads(runs)], lines),
    `<figcaption>${notes.map(escapeHtml).join('<br>')}</figcaption>`,
    '</figure>',
    '',
  ].join('\n');
}

function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const headings = head.map((text) => `<th scope="col" style="${cellStyle}">${escapeHtml(text)}</th>`).join('');
  const body = rows.map(([name, ...rest]) => {
    const others = rest.map((text) => `<td style="${cellStyle}">${escapeHtml(text)}</td>`).join('');
    return `<tr><th scope="row" style="${cellStyle};font-weight:normal">${escapeHtml(name!)}</th>${others}</tr>`;
  });
  return [
    '<table style="font-size:13px;font-variant-numeric:tabular-nums;border-collapse:collapse">',
    `<caption style="text-align:left"><strong>${escapeHtml(caption)}</strong></caption>`,
    `<thead><tr>${headings}</tr></thead>`,
    `<tbody>\n${body.join('\n')}\n</tbody></table>`,
  ].join('\n');
}

const cellStyle = 'text-align:left;vertical-align:top;padding:0.2em 0.5em;overflow-wrap:anywhere';
