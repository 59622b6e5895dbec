import { type DrawnDifference, differenceOverDraws, holm } from '../../statistics/index.js';
import { drawnScores, isSameEverywhere, pairScores } from '../arm-difference.js';
import { findingOf } from '../claims/index.js';
import type { ItemScores } from '../item-scores.js';
import { missingReason } from '../provenance.js';
import type { ResultRow } from '../row.js';
import type { Expectation, Expecting, JudgedExpectation } from './types.js';

/** A run whose expectations are judged, or that others are compared with. */
export interface ExpectingRun {
  name: string;
  experiment: Expecting;
  /** one per arm, set and metric */
  rows: readonly ResultRow[];
  /** those of every draw */
  scores: readonly ItemScores[];
}

/**
 * Judges what the ablations among some runs expect, each arm and set on its own, by the statistics of claims: paired by item and draw, t over
 * draws and items, and Holm's correction over all that can be tested. In runs without any difference, the probability of one or more verdicts is
 * at most 5 %.
 * @param others runs that are only compared with
 */
export function judgeExpectations(
  runs: readonly ExpectingRun[],
  others: readonly ExpectingRun[] = [],
): JudgedExpectation[] {
  const judged = runs.flatMap((run) =>
    (run.experiment.ablation?.expected ?? []).flatMap((expectation) => {
      // the first run of a sweep is what the others are compared with
      if (expectation.than !== undefined && isNamed(run, expectation.than)) return [];
      const { arms, sets } = expectation;
      return arms.flatMap((arm) => sets.map((set) => judge({ run, expectation, arm, set }, [...runs, ...others])));
    }),
  );
  return decided(judged);
}

interface Case {
  run: ExpectingRun;
  expectation: Expectation;
  arm: string;
  set: string;
}

/** With the p of what a test can find. */
type Judged = JudgedExpectation & { support?: Support };

type Support = Record<'confirmed' | 'contradicted', number>;

/** Still one of the tests that Holm's correction counts. */
const nothing: Support = { confirmed: 1, contradicted: 1 };

/** below which an adjusted p decides */
export const level: number = 0.05;

function judge(one: Case, runs: readonly ExpectingRun[]): Judged {
  const { run, expectation, arm, set } = one;
  const { metric, direction, within } = expectation;
  const facts = {
    ...{ hypothesis: run.experiment.ablation!.hypothesis, run: run.name, arm, set, metric, direction },
    ...(within === undefined ? {} : { within }),
    setLabel: run.rows.find((row) => row.set === set)?.setLabel ?? set,
  };
  const other = comparedWith(one, runs);
  if ('missing' in other) return { ...facts, than: null, verdict: 'not comparable', reason: other.missing };
  const against = { ...facts, than: { run: other.run.name, arm: other.arm } };
  const [first, second] = [valuesOf(other.run, other.arm, set, metric), valuesOf(run, arm, set, metric)];
  const pairs = 'missing' in first ? first : 'missing' in second ? second : pairScores(first, second);
  if ('missing' in pairs) return { ...against, verdict: 'not comparable', reason: pairs.missing };
  const finding = findingOf(pairs);
  const found = { ...against, verdict: 'undecided' as const, finding };
  if (finding.draws === 1) return { ...found, reason: 'one seed' };
  if (isSameEverywhere(pairs)) return { ...found, reason: 'no item is scored differently', support: nothing };
  return { ...found, support: supportOf(drawnScores(pairs), expectation) };
}

/** The arm of the same run, or the same arm of the other run, that `than` names. */
function comparedWith(
  { run, expectation: { than }, arm }: Case,
  runs: readonly ExpectingRun[],
): { run: ExpectingRun; arm: string } | { missing: string } {
  if (than === undefined) return { missing: 'the ablation does not say what it compares with (expected.than)' };
  if (run.rows.some((row) => row.arm === than)) return { run, arm: than };
  const others = runs.filter((one) => isNamed(one, than));
  const other = others.find(({ name }) => placeOf(name) === placeOf(run.name)) ?? others[0];
  return other ? { run: other, arm } : { missing: `there is no run "${than}" here to compare with` };
}

/** Ablations name runs of a store: recorded and imported ones have a place before that name. */
function isNamed({ name }: ExpectingRun, than: string): boolean {
  return name === than || name === `${placeOf(name)}${than}`;
}

/** 'recorded/' of 'recorded/tiny' */
function placeOf(name: string): string {
  return name.slice(0, name.indexOf('/') + 1);
}

function valuesOf(run: ExpectingRun, arm: string, set: string, metric: string): ItemScores[] | { missing: string } {
  const row = run.rows.find((one) => one.arm === arm && one.set === set && one.metric === metric);
  if (row?.value == null) return { missing: `${run.name} has no value of ${arm}: ${missingReason(row)}` };
  return run.scores.filter((one) => one.arm === arm && one.set === set && one.metric === metric);
}

/** Two-sided p for and against: of a difference from 0, and for 'same' of one from both ends of what counts as the same. */
function supportOf(drawn: DrawnDifference, { direction, within = 0 }: Expectation): Support {
  const from = (value: number): { difference: number; p: number } =>
    differenceOverDraws({ ...drawn, byDraw: drawn.byDraw.map((difference) => difference - value) });
  const above = (value: number): number => (from(value).difference > 0 ? from(value).p : 1);
  const below = (value: number): number => (from(value).difference < 0 ? from(value).p : 1);
  if (direction === 'higher') return { confirmed: above(0), contradicted: below(0) };
  if (direction === 'lower') return { confirmed: below(0), contradicted: above(0) };
  return {
    confirmed: Math.max(above(-within), below(within)),
    contradicted: Math.min(above(within), below(-within)),
  };
}

/** Corrects the p of all that were tested, and decides where it is below the level. */
function decided(judged: readonly Judged[]): JudgedExpectation[] {
  const tested = judged.flatMap(({ support }) => (support ? Math.min(support.confirmed, support.contradicted) : []));
  const adjusted = holm(tested).values();
  return judged.map(({ support, ...one }) => {
    if (!support) return one;
    const p = adjusted.next().value!;
    if (p >= level) return { ...one, adjusted: p };
    return { ...one, adjusted: p, verdict: support.confirmed < support.contradicted ? 'confirmed' : 'contradicted' };
  });
}
