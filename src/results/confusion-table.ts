import type { Confusion } from '../classification/index.js';
import { columns, escapeHtml } from '../core/index.js';
import { displaySymbol } from './display.js';

/** A confusion matrix that notebooks show as a table: a row per right label, a column per answer, darker where an answer was frequent. */
export interface ConfusionTable extends Confusion {
  title: string;
}

export function confusionTable(confusion: Confusion, title: string): ConfusionTable {
  const table: ConfusionTable = { title, ...confusion };
  const bundle = (): Record<string, string> => ({ 'text/html': html(table), 'text/plain': text(table) });
  return Object.defineProperty(table, displaySymbol, { value: bundle });
}

function text({ title, labels, answers, counts }: ConfusionTable): string {
  const rows = counts.map((row, index) => [labels[index]!, ...row.map(String)]);
  return [title, ...columns([['right label', ...answers], ...rows], ['left', 'right']), ''].join('\n');
}

function html({ title, labels, answers, counts }: ConfusionTable): string {
  const head = answers.map((name) => `<th scope="col" style="${cellStyle}">${escapeHtml(name)}</th>`);
  const rows = counts.map((row, index) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const cells = row.map((count) => `<td style="${cellStyle}${shade(total === 0 ? 0 : count / total)}">${count}</td>`);
    return `<tr><th scope="row" style="text-align:left">${escapeHtml(labels[index]!)}</th>${cells.join('')}</tr>`;
  });
  return [
    '<figure class="acc-table acc-confusion" style="margin:0;overflow-x:auto">',
    '<table style="font-size:13px;font-variant-numeric:tabular-nums">',
    `<caption style="text-align:left"><strong>${escapeHtml(title)}</strong>: answers by right label</caption>`,
    `<thead><tr><th scope="col" style="text-align:left">right label</th>${head.join('')}</tr></thead>`,
    `<tbody>\n${rows.join('\n')}\n</tbody>`,
    '</table></figure>',
    '',
  ].join('\n');
}

const cellStyle = 'text-align:right;padding:0.25em 0.5em';

/** A translucent blue, so that the number stays readable on light and dark pages. @param share 0..1 */
function shade(share: number): string {
  return share === 0 ? '' : `;background:rgba(0,114,178,${(0.55 * share).toFixed(2)})`;
}
