import type { Finding, NotComparable } from '../claims/index.js';
import type { Expecting, JudgedExpectation } from '../expectations/index.js';
import type { ItemScores } from '../item-scores.js';
import type { ResultRow } from '../row.js';
import type { SettingDifference } from './settings.js';

/** A finished run, as it is compared with others. */
export interface ComparedRun {
  name: string;
  /** the resolved experiment */
  experiment: Expecting & Readonly<Record<string, unknown>>;
  /** one per arm, set and metric */
  rows: readonly ResultRow[];
  /** those of every draw */
  scores: readonly ItemScores[];
}

/** The value of one arm on one set in every run, and its differences from the first run. */
export interface ComparedValue {
  arm: string;
  set: string;
  setLabel: string;
  metric: string;
  /** one per run; null where it has none */
  values: (number | null)[];
  /** of the runs after the first, minus the first; p after Holm's correction over all differences with more than one draw */
  differences: ((Finding & { adjusted?: number }) | NotComparable)[];
}

export interface RunComparison {
  /** the first is what the others are compared with */
  runs: string[];
  settings: SettingDifference[];
  values: ComparedValue[];
  /** arms that not every run has */
  unmatched: string[];
  /** the verdicts on what the ablations among the runs expect */
  expectations: JudgedExpectation[];
}
