import { escapeMarkdown, markdownTable } from '../format-markdown.js';
import type { ExpectationVerdict, JudgedExpectation } from './types.js';
import { expectationLegend, expectationLines } from './words.js';

/**
 * The decided ones among expectations as a GitHub table, with the number of the others and what one has to know to read it; '' where there is no
 * expectation.
 */
export function expectationsMarkdown(judged: readonly JudgedExpectation[]): string {
  if (judged.length === 0) return '';
  const decided = judged.filter(({ verdict }) => verdict === 'confirmed' || verdict === 'contradicted');
  const [head, ...body] = expectationLines(decided).map((line) => line.map(escapeMarkdown));
  const count = (verdict: ExpectationVerdict): string =>
    `${verdict} ${judged.filter((one) => one.verdict === verdict).length}`;
  const counts = `Verdicts on the ${judged.length} expectations: ${verdicts.map(count).join(', ')}.`;
  const parts = [
    decided.length > 0 ? markdownTable(head!, body) : '',
    [counts, ...expectationLegend(judged)].map(escapeMarkdown).join(' '),
  ];
  return parts.filter(Boolean).join('\n\n');
}

const verdicts: readonly ExpectationVerdict[] = ['confirmed', 'contradicted', 'undecided', 'not comparable'];
