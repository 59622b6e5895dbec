import { type EditingPair, sentence } from '../editing/index.js';
import { type AccMode, type AccTarget, accTarget } from './acc.js';
import { connectors, openEnds, wordsOf } from './words.js';

/** Targets of one operation and caption template. */
export interface TargetCounts extends Record<AccTarget['status'], number> {
  operation: EditingPair['operation'];
  template: string;
  pairs: number;
  /** targets that are caption(x) to the letter */
  caption: number;
}

export interface TargetReport {
  mode: AccMode;
  counts: TargetCounts[];
  pairs: number;
  /** different ACC targets: as each base gives one sentence to all its pairs, far fewer than pairs */
  uniqueTargets: number;
  /** share of replace targets that begin or end with a connector, or end with a determiner or preposition, unlike caption(x) */
  dangling: { before: number; after: number };
}

/** Counts ACC targets as they come. */
export interface TargetTally {
  add(pair: EditingPair, target: AccTarget): void;
  report(): TargetReport;
}

/** How ACC targets came about, by operation and caption template, and what the trimming of `mode` mended. */
export function targetReport(pairs: readonly EditingPair[], mode: AccMode = 'paper-clean'): TargetReport {
  const tally = targetTally(mode);
  for (const pair of pairs) tally.add(pair, accTarget(pair, mode));
  return tally.report();
}

/** As targetReport, for sets of any size: what it keeps grows with the number of different targets alone. */
export function targetTally(mode: AccMode): TargetTally {
  const counts = new Map<string, TargetCounts>();
  const unique = new Set<string>();
  const replaced = { pairs: 0, before: 0, after: 0 };
  return {
    add: (pair, target) => {
      const count = countsOf(counts, pair);
      count.pairs += 1;
      count[target.status] += 1;
      count.caption += Number(target.text === sentence(pair.base.caption));
      if (target.text !== '') unique.add(target.text);
      if (pair.operation !== 'replace') return;
      replaced.pairs += 1;
      replaced.before += Number(dangles(pair, accTarget(pair, 'paper-naive').text));
      replaced.after += Number(dangles(pair, target.text));
    },
    report: () => {
      const share = (count: number): number => (replaced.pairs === 0 ? 0 : count / replaced.pairs);
      return {
        mode,
        counts: [...counts.values()],
        pairs: [...counts.values()].reduce((sum, count) => sum + count.pairs, 0),
        uniqueTargets: unique.size,
        dangling: { before: share(replaced.before), after: share(replaced.after) },
      };
    },
  };
}

function countsOf(counts: Map<string, TargetCounts>, { operation, captionTemplate }: EditingPair): TargetCounts {
  const key = `${operation} ${captionTemplate}`;
  const none = { pairs: 0, exact: 0, trimmed: 0, fallback: 0, empty: 0, caption: 0 };
  const found = counts.get(key) ?? { operation, template: captionTemplate, ...none };
  counts.set(key, found);
  return found;
}

function dangles({ base }: EditingPair, text: string): boolean {
  if (text === sentence(base.caption)) return false;
  const keys = wordsOf(text).map(({ key }) => key);
  const [first, last] = [keys[0] ?? '', keys.at(-1) ?? ''];
  return connectors.has(first) || /^sounds?$/.test(first) || connectors.has(last) || openEnds.has(last);
}
