import { atLeast, holm } from '../../statistics/index.js';
import { type Claim, type ClaimComparison, claims, comparisonsOf } from './claim.js';
import type { Evidence, Finding, NotComparable } from './evidence.js';

export type Verdict = 'holds' | 'fails' | 'undecided' | 'not comparable';

/** The verdict on a claim, with the numbers behind it. */
export interface Judgement {
  claim: Claim;
  verdict: Verdict;
  /** why it is undecided or not comparable */
  reason?: string;
  /** what is counted: comparisons, or metrics; how many can be made, how many go in the direction of the claim */
  comparable: number;
  agreeing: number;
  notComparable: number;
  /** of this claim alone */
  p?: number;
  /** p after Holm's correction over all claims that were tested; the verdict follows from it */
  adjusted?: number;
  /** how many claims were tested together */
  family?: number;
  comparisons: (ClaimComparison & (Finding | NotComparable))[];
}

/**
 * Judges every claim on some numbers. On printed values, whether it is so as printed. On a run, 'holds' and 'fails' are tests: the
 * probability that a run without any difference gets one of them for one or more claims is at most 5 %.
 */
export function judgeClaims(evidence: Evidence): Judgement[] {
  const judged = claims().map((claim) => judge(claim, evidence));
  // what the paper says is one family, what it does not say another
  for (const said of [true, false]) correct(judged.filter(({ claim }) => claim.sections.length > 0 === said));
  return judged.map(({ support: _, ...judgement }) => judgement);
}

interface Judged extends Judgement {
  /** p of what a test can find */
  support?: { holds: number; fails: number };
}

const level = 0.05;

function judge(claim: Claim, evidence: Evidence): Judged {
  const groups = comparisonsOf(claim).map((group) =>
    group.map((comparison) => ({ ...comparison, ...evidence.find(comparison) })),
  );
  const comparisons = groups.flat();
  const known = groups.flatMap((group) => (group.some((one) => 'missing' in one) ? [] : [group as Finding[]]));
  const agreeing = known.filter((group) => group.every(({ difference }) => difference > 0)).length;
  const [comparable, needed] = [known.length, neededOf(claim, known.length)];
  const counts = { comparable, agreeing, notComparable: groups.length - comparable };
  const facts = { claim, ...counts, comparisons };
  if (comparable < Math.max(1, needed))
    return {
      ...facts,
      verdict: 'not comparable',
      reason: comparisons.flatMap((one) => ('missing' in one ? one.missing : []))[0]!,
    };
  if (evidence.printed) return { ...facts, verdict: agreeing >= needed ? 'holds' : 'fails' };
  const reason = reasonAgainst(known.flat());
  if (reason) return { ...facts, verdict: 'undecided', reason };
  const support = {
    holds: atLeast(
      needed,
      known.map((group) => Math.max(...group.map((one) => directed(one, 1)))),
    ),
    fails: atLeast(
      comparable - needed + 1,
      known.map((group) =>
        atLeast(
          1,
          group.map((one) => directed(one, -1)),
        ),
      ),
    ),
  };
  return { ...facts, verdict: 'undecided', support };
}

/** How many of the comparable ones have to be so. */
function neededOf({ quantifier }: Claim, comparable: number): number {
  if (quantifier === 'all') return comparable;
  return quantifier === 'most' ? Math.floor(comparable / 2) + 1 : quantifier;
}

/** Why no verdict follows from findings. */
function reasonAgainst(findings: readonly Finding[]): string | undefined {
  if (findings.some(({ draws }) => draws === undefined)) return 'no scores of single items';
  return findings.some(({ draws, test }) => draws === 1 || !test) ? 'one seed' : undefined;
}

/** The two-sided p where the difference has the sign, else 1. Two-sided, as a claim is tested in both directions. */
function directed({ difference, test }: Finding, sign: 1 | -1): number {
  return difference * sign > 0 ? test!.p : 1;
}

/** Corrects the p of a family of claims, and decides where it is below the level. */
function correct(family: readonly Judged[]): void {
  const tested = family.filter(({ support }) => support);
  for (const judged of tested) judged.p = Math.min(judged.support!.holds, judged.support!.fails);
  const adjusted = holm(tested.map(({ p }) => p!));
  for (const [index, judged] of tested.entries()) {
    judged.adjusted = adjusted[index]!;
    judged.family = tested.length;
    if (judged.adjusted < level) judged.verdict = judged.p === judged.support!.holds ? 'holds' : 'fails';
  }
}
