import type { MetricTools } from '../../captioning/index.js';
import type { Confusion } from '../../classification/index.js';
import type { ResultRow } from '../../results/index.js';
import type { AnsweredItem, PlannedSet } from './set.js';

/** Whose answers are scored. */
export interface ScoringContext {
  arm: string;
  /** what the arm was trained on */
  tasks: readonly string[];
  /** key of the stage that gave the answers */
  record: string;
  /** what METEOR, SPICE and FENSE need, as far as it is installed */
  tools: MetricTools;
}

export interface SetScores {
  rows: ResultRow[];
  /** of a classification task */
  confusion?: Confusion;
}

/** What a row states whatever its metric. */
export type RowBase = Omit<
  ResultRow,
  'metric' | 'metricLabel' | 'unit' | 'digits' | 'value' | 'metricVersion' | 'interval' | 'protocol'
>;

/** How the answers to one kind of sets become numbers. */
export interface Scorer {
  /** the metrics that it computes */
  metrics(): readonly string[];
  score(base: RowBase, set: PlannedSet, items: readonly AnsweredItem[], tools: MetricTools): Promise<SetScores>;
}
