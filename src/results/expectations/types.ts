import type { Finding } from '../claims/index.js';

/** Where the author of an ablation expects a value to lie, against the value it is compared with. */
export const directions = ['higher', 'lower', 'same'] as const;

export type Direction = (typeof directions)[number];

/** What the author of an ablation expects, before it is run, of every arm on every set. */
export interface Expectation {
  arms: readonly string[];
  sets: readonly string[];
  metric: string;
  direction: Direction;
  /** the arm of the same run, or the run with the same arm, that is compared with */
  than?: string | undefined;
  /** how large a difference counts as the same, in the unit of the metric: 0.02 is two points of accuracy */
  within?: number | undefined;
}

/** What an experiment states about its own outcome. */
export interface Expecting {
  ablation?: { hypothesis: string; expected: readonly Expectation[] } | undefined;
}

export type ExpectationVerdict = 'confirmed' | 'contradicted' | 'undecided' | 'not comparable';

/** The verdict on an expectation about one arm on one set, with the numbers behind it. */
export interface JudgedExpectation {
  hypothesis: string;
  run: string;
  arm: string;
  set: string;
  setLabel: string;
  metric: string;
  direction: Direction;
  within?: number;
  /** what is compared with; null where the file does not say */
  than: { run: string; arm: string } | null;
  verdict: ExpectationVerdict;
  /** why it is undecided or not comparable */
  reason?: string;
  /** the difference, the value it is compared with subtracted */
  finding?: Finding;
  /** p after Holm's correction over all expectations that were tested together; the verdict follows from it */
  adjusted?: number;
}
