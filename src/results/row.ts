/**
 * One number of a table with all that is needed to trust it. Rows are the truth; Danfo frames and figures are views.
 * Accuracies are fractions 0..1 everywhere and become percent only when they are shown; caption scores are as defined.
 */
export interface ResultRow {
  /** Ori, AC, ADC, ACC, AC+ADC, AC+ACC, or the name of an ablation's arm */
  arm: string;
  /** evaluation set or task: 'audiocaps', 'clotho', 'vocal', 'emotion', 'instrument', 'genre', … */
  set: string;
  /** bleu_1 … rouge_l, accuracy */
  metric: string;
  /** null where it was not computed or is not a number; `missing` then says why */
  value: number | null;
  missing?: string;
  /** items that the value is over */
  n: number | null;
  /** [fewest, most] reference captions an item; null for classification and printed values */
  referencesPerItem: [number, number] | null;
  /** 95 % interval in the unit of `value`, where one was computed, and how */
  interval?: { low: number; high: number; method: string };
  /** 'run' for ours, 'paper' for a printed value */
  source: 'run' | 'paper';
  /** true where the audio was synthesised: shown wherever the value appears */
  synthetic: boolean;
  /** why a printed value cannot be right, and what follows from arithmetic if anything does */
  suspect?: Suspect;
  /** key of the stage record that the value comes from, for 'run' */
  record?: string;
  /** version of the metric's definition */
  metricVersion?: string;
  /** further facts for the hover text, e.g. { tokenizer: 'ptb', unparsable: 3 } */
  protocol?: Record<string, string | number>;
}

/** What speaks against a printed value. */
export interface Suspect {
  /** all reasons in one text */
  reason: string;
  /** the value that follows from arithmetic, in the unit of `value`; null where none follows */
  corrected: number | null;
  /** true if the cell contradicts another cell, false if it only contradicts the protocol that it is said to follow */
  misprint?: boolean;
  /** the reasons one by one, where there are several */
  reasons?: readonly string[];
}
