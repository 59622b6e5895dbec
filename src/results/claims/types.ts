import type { Claim } from './claim.js';
import type { Judgement } from './judge.js';

/** Every claim of the paper judged on several columns of numbers. Only verdicts stand side by side, never values of a run and of the paper. */
export interface Comparison {
  title: string;
  synthetic: boolean;
  columns: { heading: string; printed: boolean }[];
  /** one judgement per column */
  rows: { claim: Claim; judgements: Judgement[] }[];
}
