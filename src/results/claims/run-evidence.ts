import { contrast, differenceOverDraws } from '../../statistics/index.js';
import { armDifference, drawnScores, overDraws, type PairedScores, pairScores } from '../arm-difference.js';
import { basesOf } from '../draw.js';
import type { ItemScores } from '../item-scores.js';
import type { ResultRow } from '../row.js';
import type { Evidence, Finding, Test } from './evidence.js';
import { findIn } from './printed-evidence.js';

/**
 * The values of a run, with tests where the scores of single items are given.
 * @param rows one per arm, set and metric @param scores those of every draw; without them, only differences are known
 */
export function runEvidence(rows: readonly ResultRow[], scores: readonly ItemScores[]): Evidence {
  const difference = findIn(rows);
  const scoresOf = (arm: string, set: string, metric: string): ItemScores[] =>
    scores.filter((one) => one.arm === arm && one.set === set && one.metric === metric);
  const known = new Map<string, Finding>();
  const find: Evidence['find'] = (comparison) => {
    const { set, metric, better, worse, thanOn } = comparison;
    const found = difference(comparison);
    if ('missing' in found || scores.length === 0) return found;
    const pairs = [set, ...(thanOn ? [thanOn] : [])].map((one) =>
      pairScores(scoresOf(worse, one, metric), scoresOf(better, one, metric)),
    );
    const lacking = pairs.find((pair) => 'missing' in pair);
    return lacking && 'missing' in lacking ? lacking : finding(pairs as PairedScores[]);
  };
  return {
    printed: false,
    find: (comparison) => {
      const key = JSON.stringify(comparison);
      const found = known.get(key) ?? find(comparison);
      if (!('missing' in found)) known.set(key, found);
      return found;
    },
  };
}

/** The difference of two arms on one set, or of their differences on two sets. */
function finding([own, other]: PairedScores[]): Finding {
  if (!other) return findingOf(own!);
  const drawn = contrast(drawnScores(own!), drawnScores(other));
  const bases = basesOf(own!.map(([, { draw }]) => draw));
  if (drawn.byDraw.length === 1) return { difference: drawn.byDraw[0]!, draws: 1, bases };
  const { difference, draws, ...test } = differenceOverDraws(drawn);
  return { difference, draws, bases, test: { ...test, method: overDraws } };
}

/** The difference of two arms as a finding. */
export function findingOf(pairs: PairedScores): Finding & { test: Test } {
  const { difference, draws, bases, ...test } = armDifference(pairs);
  return { difference, draws, bases, test };
}
