import { markdownTable } from '../format-markdown.js';
import type { Comparison } from './types.js';
import { countsText, legend, placeText, verdictText } from './words.js';

/** Claims as one GitHub table: the verdict of every column. */
export function claimsMarkdown(value: Comparison): string {
  const { title, columns, rows } = value;
  const head = ["The paper's claim", ...columns.map(({ heading }) => heading)];
  const body = rows.map(({ claim, judgements }) => [
    `${claim.sentence} *(${placeText(claim)})*`,
    ...judgements.map((judgement) => `${verdictText(judgement)}<br>${countsText(judgement)}`),
  ]);
  return `**${title}**\n\n${markdownTable(head, body)}\n\n${legend(value).join(' ')}\n`;
}
