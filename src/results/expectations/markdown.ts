import { escapeMarkdown, markdownTable } from '../format-markdown.js';
import type { JudgedExpectation } from './types.js';
import { expectationLegend, expectationLines } from './words.js';

/** Expectations as a GitHub table with what one has to know to read it; '' where there is none. */
export function expectationsMarkdown(judged: readonly JudgedExpectation[]): string {
  if (judged.length === 0) return '';
  const [head, ...body] = expectationLines(judged).map((line) => line.map(escapeMarkdown));
  return `${markdownTable(head!, body)}\n\n${expectationLegend(judged).map(escapeMarkdown).join(' ')}`;
}
