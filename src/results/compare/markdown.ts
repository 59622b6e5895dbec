import { expectationLegend } from '../expectations/index.js';
import { escapeMarkdown, markdownTable } from '../format-markdown.js';
import type { RunComparison } from './types.js';
import { notesOf, partsOf } from './words.js';

/** A comparison of runs as GitHub Markdown: one table for each part. */
export function comparisonMarkdown(comparison: RunComparison): string {
  const parts = partsOf(comparison).map(({ title, lines }) => {
    const [head, ...body] = lines.map((line) => line.map(escapeMarkdown));
    return `**${title}**\n\n${markdownTable(head!, body)}`;
  });
  const notes = [...notesOf(comparison), ...expectationLegend(comparison.expectations)];
  return `${[...parts, notes.map(escapeMarkdown).join('  \n')].filter(Boolean).join('\n\n')}\n`;
}
