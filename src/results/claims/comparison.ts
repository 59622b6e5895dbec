import { displaySymbol } from '../display.js';
import type { ItemScores } from '../item-scores.js';
import type { ResultRow } from '../row.js';
import { recordedTitle } from '../table.js';
import { claims } from './claim.js';
import type { Evidence } from './evidence.js';
import { claimsHtml } from './html.js';
import { judgeClaims } from './judge.js';
import { claimsMarkdown } from './markdown.js';
import { correctedEvidence, printedEvidence } from './printed-evidence.js';
import { runEvidence } from './run-evidence.js';
import { claimsText } from './text.js';
import type { Comparison } from './types.js';

/** What claims are judged on besides the paper's tables. */
export interface ClaimedRun {
  /** shown in the heading */
  name?: string;
  /** one per arm, set and metric */
  rows: readonly ResultRow[];
  /** those of every draw, for tests */
  scores: readonly ItemScores[];
}

/**
 * Judges the paper's claims on its printed tables, on these with their misprints corrected, on a recorded run and on a run.
 * @param rows @param scores those of the run; without scores of single items there is no test, and every verdict on it is "undecided"
 */
export function comparison(
  rows: readonly ResultRow[],
  scores: readonly ItemScores[] = [],
  recorded?: ClaimedRun,
): Comparison {
  const synthetic = rows.some((row) => row.synthetic);
  const sources: { heading: string; evidence: Evidence }[] = [
    { heading: 'As printed', evidence: printedEvidence() },
    { heading: 'Misprints corrected', evidence: correctedEvidence() },
    ...(recorded
      ? [
          {
            heading: recorded.name ? `Recorded run (${recorded.name})` : 'Recorded run',
            evidence: runEvidence(recorded.rows, recorded.scores),
          },
        ]
      : []),
    ...(rows.length > 0
      ? [
          {
            heading: `${synthetic ? 'Synthetic world' : 'This run'}${recordedTitle(rows)}`,
            evidence: runEvidence(rows, scores),
          },
        ]
      : []),
  ];
  const judged = sources.map(({ evidence }) => judgeClaims(evidence));
  const value: Comparison = {
    title: `What the paper claims, ${titleEnds[rows.length === 0 ? 'none' : synthetic ? 'synthetic' : 'real']}`,
    synthetic,
    columns: sources.map(({ heading, evidence: { printed } }) => ({ heading, printed })),
    rows: claims().map((claim, index) => ({ claim, judgements: judged.map((judgements) => judgements[index]!) })),
  };
  const bundle = (): Record<string, string> => ({
    'text/html': claimsHtml(value),
    'text/markdown': claimsMarkdown(value),
    'text/plain': claimsText(value),
  });
  return Object.defineProperty(value, displaySymbol, { value: bundle });
}

const titleEnds = {
  none: 'judged on its own tables',
  synthetic: 'and what this run in the synthetic world shows',
  real: 'and what this run shows',
} as const;
