import type { Interval } from '../../statistics/index.js';
import type { ClaimComparison } from './claim.js';

/** What some numbers say about a comparison. */
export interface Finding {
  /** in favour of the claim where positive; in the unit of the metric */
  difference: number;
  /** independent draws, where the values of single items are known */
  draws?: number;
  /** base models behind the draws */
  bases?: number;
  /** how sure the difference is; from one draw, no verdict on the arms follows */
  test?: Test;
  /** two printed proportions as if of different items */
  z?: { value: number; n: number; fits: boolean };
}

/** A test of a difference between two arms on the same items. */
export interface Test {
  /** 95 % */
  interval: Interval;
  /** two-sided */
  p: number;
  items: number;
  method: string;
}

/** Why a comparison cannot be made. */
export interface NotComparable {
  missing: string;
  /** the arm, where there is no value of it at all */
  arm?: string;
}

/** Numbers that claims are judged on. */
export interface Evidence {
  /** printed values have no test: a verdict on them only says how they are ordered */
  printed: boolean;
  find(comparison: ClaimComparison): Finding | NotComparable;
}
