import type { JudgedExpectation } from './types.js';
import { expectationLegend, expectationNumbers, expectationText, expectationVerdict } from './words.js';

/** Expectations as text: each hypothesis with its verdicts; '' where there is no expectation. */
export function expectationsText(judged: readonly JudgedExpectation[]): string {
  if (judged.length === 0) return '';
  const hypotheses = [...new Set(judged.map(({ hypothesis }) => hypothesis))];
  const blocks = hypotheses.map((hypothesis) => {
    const own = judged.filter((one) => one.hypothesis === hypothesis);
    return [`Expected: ${hypothesis}`, ...own.flatMap(lines)].join('\n');
  });
  return [...blocks, expectationLegend(judged).join('\n')].join('\n\n');
}

function lines(one: JudgedExpectation): string[] {
  const numbers = expectationNumbers(one);
  return [`  ${expectationText(one)}: ${expectationVerdict(one)}`, ...(numbers ? [`    ${numbers}`] : [])];
}
