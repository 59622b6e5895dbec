import { type EditingPair, sentence } from '../editing/index.js';
import { type AccMode, type AccTarget, accTarget } from './acc.js';
import { connectors, openEnds, wordsOf } from './words.js';

/** Targets of one operation and caption template. */
export interface TargetCounts extends Record<AccTarget['status'], number> {
  operation: EditingPair['operation'];
  template: string;
  pairs: number;
  /** targets that equal caption(x) */
  caption: number;
}

export interface TargetReport {
  mode: AccMode;
  counts: TargetCounts[];
  pairs: number;
  /** distinct ACC targets: far fewer than pairs, as all pairs of a base clip share one sentence */
  uniqueTargets: number;
  /** share of replace targets that begin or end with a connector, or end with a determiner or preposition, unlike caption(x) */
  dangling: { before: number; after: number };
}

/** Counts ACC targets pair by pair. */
export interface TargetTally {
  /** counts a pair; returns its targets in the order of the modes */
  add(pair: EditingPair): AccTarget[];
  /** one per mode */
  reports(): TargetReport[];
}

/**
 * Statistics of ACC targets by operation and caption template, and of dangling words before and after the trimming of
 * `mode`.
 */
export function targetReport(pairs: readonly EditingPair[], mode: AccMode = 'paper-clean'): TargetReport {
  const tally = targetTally([mode]);
  for (const pair of pairs) tally.add(pair);
  return tally.reports()[0]!;
}

/**
 * As targetReport, for sets of any size and several modes: its memory grows only with the number of distinct targets.
 */
export function targetTally(modes: readonly AccMode[]): TargetTally {
  const tallies = modes.map((mode) => ({
    mode,
    counts: new Map<string, TargetCounts>(),
    unique: new Set<string>(),
    after: 0,
  }));
  let replaced = 0;
  let before = 0;
  return {
    add: (pair) => {
      const key = `${pair.operation} ${pair.captionTemplate}`;
      const whole = sentence(pair.base.caption);
      const isReplaced = pair.operation === 'replace';
      replaced += Number(isReplaced);
      before += Number(isReplaced && dangles(accTarget(pair, 'paper-naive').text, whole));
      return tallies.map((tally) => {
        const target = accTarget(pair, tally.mode);
        const count = tally.counts.get(key) ?? noTargets(pair);
        if (count.pairs === 0) tally.counts.set(key, count);
        count.pairs += 1;
        count[target.status] += 1;
        count.caption += Number(target.text === whole);
        if (target.text !== '') tally.unique.add(target.text);
        tally.after += Number(isReplaced && dangles(target.text, whole));
        return target;
      });
    },
    reports: () => {
      const share = (count: number): number => (replaced === 0 ? 0 : count / replaced);
      return tallies.map(({ mode, counts, unique, after }) => ({
        mode,
        counts: [...counts.values()],
        pairs: [...counts.values()].reduce((sum, count) => sum + count.pairs, 0),
        uniqueTargets: unique.size,
        dangling: { before: share(before), after: share(after) },
      }));
    },
  };
}

function noTargets({ operation, captionTemplate }: EditingPair): TargetCounts {
  return { operation, template: captionTemplate, pairs: 0, exact: 0, trimmed: 0, fallback: 0, empty: 0, caption: 0 };
}

/**
 * Checks the first and the last word.
 * @param text begins and ends with a word, but for its period
 * @param whole caption(x) as a sentence, which never dangles
 */
function dangles(text: string, whole: string): boolean {
  if (text === whole) return false;
  const first = wordsOf(text.split(' ', 1)[0]!)[0]?.key ?? '';
  const last = wordsOf(text.slice(text.lastIndexOf(' ') + 1)).at(-1)?.key ?? '';
  return connectors.has(first) || /^sounds?$/.test(first) || connectors.has(last) || openEnds.has(last);
}
