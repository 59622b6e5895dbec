import { escapeHtml } from '../../core/index.js';
import type { Judgement } from './judge.js';
import type { Comparison } from './types.js';
import { comparisonText, countsText, findingText, legend, placeText, verdictText } from './words.js';

/** Claims as HTML that needs no style sheet: one line per claim, and its comparisons to unfold. It fits 390 pixels. */
export function claimsHtml(value: Comparison): string {
  const { title, synthetic, columns, rows } = value;
  const headings = columns.map(({ heading }) => `<th scope="col" style="${cellStyle}">${escapeHtml(heading)}</th>`);
  const body = rows.map(({ claim, judgements }) => {
    const verdicts = judgements.map(
      (judgement) =>
        `<td style="${cellStyle}"><strong>${escapeHtml(verdictText(judgement))}</strong><br><small>${escapeHtml(countsText(judgement))}</small></td>`,
    );
    return [
      `<tbody data-claim="${escapeHtml(claim.id)}"><tr><th scope="row" style="${cellStyle};font-weight:normal">${escapeHtml(claim.sentence)}`,
      `<br><small>${escapeHtml(placeText(claim))}</small></th>${verdicts.join('')}</tr>`,
      `<tr><td colspan="${columns.length + 1}" style="${cellStyle}">${details(value, judgements)}</td></tr></tbody>`,
    ].join('\n');
  });
  return [
    `<figure class="acc-table acc-claims" data-synthetic="${synthetic}" style="margin:0;overflow-x:auto">`,
    '<table style="font-size:13px;border-collapse:collapse">',
    `<caption style="text-align:left"><strong>${escapeHtml(title)}</strong></caption>`,
    `<thead><tr><th scope="col" style="${cellStyle}">The paper's claim</th>${headings.join('')}</tr></thead>`,
    ...body,
    '</table>',
    `<figcaption>${legend(value).map(escapeHtml).join('<br>')}</figcaption>`,
    '</figure>',
    '',
  ].join('\n');
}

const cellStyle = 'text-align:left;vertical-align:top;padding:0.2em 0.35em;overflow-wrap:break-word';

/** Every comparison with what each column says about it. */
function details({ columns }: Comparison, judgements: readonly Judgement[]): string {
  const lines = judgements[0]!.comparisons.map((comparison, index) => {
    const cells = judgements.map(({ comparisons }) => findingText(comparison.metric, comparisons[index]!));
    return `<tr>${[comparisonText(comparison), ...cells].map(cell).join('')}</tr>`;
  });
  const head = ['Comparison', ...columns.map(({ heading }) => heading)].map((text) => cell(text));
  const count = `${lines.length} ${lines.length === 1 ? 'comparison' : 'comparisons'}`;
  return `<details><summary>${count}</summary><table style="font-size:11px">\n<tr>${head.join('')}</tr>\n${lines.join('\n')}\n</table></details>`;
}

function cell(text: string): string {
  return `<td style="text-align:left;vertical-align:top">${escapeHtml(text)}</td>`;
}
