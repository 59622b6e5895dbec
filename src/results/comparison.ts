import { metric } from '../catalogue/index.js';
import { escapeHtml } from '../core/index.js';
import { type Claim, judgeClaims, type Verdict } from './claims.js';
import { displaySymbol } from './display.js';
import { paperRows } from './paper.js';
import type { ResultRow } from './row.js';

/**
 * The paper's claims judged twice: on its own printed numbers, and on a run. Only directions are compared: no value is
 * shown beside another.
 */
export interface Comparison {
  title: string;
  synthetic: boolean;
  rows: { claim: Claim; paper: Verdict; run: Verdict; without: string[] }[];
}

/** Compares a run with the paper, claim by claim. */
export function comparison(rows: readonly ResultRow[]): Comparison {
  const synthetic = rows.some((row) => row.synthetic);
  const printed = judgeClaims(paperRows());
  const judged = judgeClaims(rows).map(({ claim, verdict, without }, index) => {
    return { claim, paper: printed[index]!.verdict, run: verdict, without };
  });
  const title = `What the paper claims, and what ${synthetic ? 'this run in the synthetic world' : 'this run'} shows`;
  const value: Comparison = { title, synthetic, rows: judged };
  const bundle = (): Record<string, string> => ({
    'text/html': html(value),
    'text/markdown': markdown(value),
    'text/plain': text(value),
  });
  return Object.defineProperty(value, displaySymbol, { value: bundle });
}

function head(synthetic: boolean): string[] {
  return ['Table', "The paper's claim", "On the paper's printed numbers", synthetic ? 'Synthetic world' : 'This run'];
}

function lines({ rows }: Comparison): string[][] {
  return rows.map(({ claim, paper, run, without }) => {
    const left =
      run !== 'not computed' && without.length > 0
        ? ` (without ${without.map((name) => metric(name).label).join(', ')})`
        : '';
    return [String(claim.table), claim.sentence, paper, run + left];
  });
}

function text(value: Comparison): string {
  const [, , paper, run] = head(value.synthetic);
  const entries = lines(value).map(
    ([table, sentence, printed, ours]) => `Table ${table}: ${sentence}\n  ${paper}: ${printed}\n  ${run}: ${ours}`,
  );
  return `${[value.title, ...entries].join('\n')}\n`;
}

function markdown(value: Comparison): string {
  const table = [head(value.synthetic), [':--', ':--', ':--', ':--'], ...lines(value)];
  return `**${value.title}**\n\n${table.map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`;
}

function html(value: Comparison): string {
  const headings = head(value.synthetic).map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`);
  const body = lines(value).map((line) => `<tr>${line.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`);
  return [
    `<figure class="acc-table acc-claims" data-synthetic="${value.synthetic}" style="margin:0;overflow-x:auto"><table>`,
    `<caption style="text-align:left"><strong>${escapeHtml(value.title)}</strong></caption>`,
    `<thead><tr>${headings.join('')}</tr></thead>`,
    `<tbody>\n${body.join('\n')}\n</tbody>`,
    '</table></figure>',
    '',
  ].join('\n');
}
