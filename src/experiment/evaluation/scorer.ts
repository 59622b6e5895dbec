import type { MetricTools } from '../../captioning/index.js';
import type { Confusion } from '../../classification/index.js';
import type { Draw, ItemFamily, ResultRow } from '../../results/index.js';
import type { AnsweredItem, JudgedSet } from './set.js';

/** Whose answers are scored. */
export interface ScoringContext {
  arm: string;
  /** what the arm was trained on */
  tasks: readonly string[];
  draw: Draw;
  /** key of the stage that gave the answers */
  record: string;
  /** the installed tools of METEOR, SPICE and FENSE */
  tools: MetricTools;
}

export interface SetScores {
  rows: ResultRow[];
  /** the numbers of each item behind the rows, in the order of the items */
  families: ItemFamily[];
  /** of a classification task */
  confusion?: Confusion;
}

/** The fields of a row that do not depend on its metric. */
export type RowBase = Omit<
  ResultRow,
  'metric' | 'metricLabel' | 'unit' | 'digits' | 'value' | 'metricVersion' | 'interval' | 'protocol'
>;

/** Scores the answers to sets of one kind. */
export interface Scorer {
  /** the metrics that it computes */
  metrics(): readonly string[];
  score(base: RowBase, set: JudgedSet, items: readonly AnsweredItem[], tools: MetricTools): Promise<SetScores>;
}
