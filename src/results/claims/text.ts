import { columns } from '../../core/index.js';
import type { Comparison } from './types.js';
import { comparisonText, countsText, findingText, legend, placeText, verdictText } from './words.js';

/** Claims as text: the verdict of every column. @param details also every comparison */
export function claimsText(value: Comparison, details = false): string {
  const blocks = value.rows.map(({ claim, judgements }) => {
    const verdicts = judgements.map((judgement, column) => {
      const counts = countsText(judgement);
      return [`  ${value.columns[column]!.heading}:`, `${verdictText(judgement)}${counts && ` (${counts})`}`];
    });
    return [`${claim.id} (${placeText(claim)})`, `  ${claim.sentence}`, ...columns(verdicts, ['left'])]
      .concat(details ? comparisonLines(value, judgements) : [])
      .join('\n');
  });
  return `${[value.title, ...blocks, legend(value).join('\n')].join('\n\n')}\n`;
}

function comparisonLines(
  { columns: headings }: Comparison,
  judgements: Comparison['rows'][number]['judgements'],
): string[] {
  return judgements[0]!.comparisons.flatMap((comparison, index) => {
    const findings = judgements.map(({ comparisons }, column) => [
      `      ${headings[column]!.heading}:`,
      findingText(comparison.metric, comparisons[index]!),
    ]);
    return [`    ${comparisonText(comparison)}`, ...columns(findings, ['left'])];
  });
}
