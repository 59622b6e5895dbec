/** One number of a table with all that is needed to trust it. Rows are the truth; Danfo frames and figures are views. */
export interface ResultRow {
  /** Ori, AC, ADC, ACC, AC+ADC, AC+ACC */
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
  suspect?: { reason: string; corrected: number | null };
  /** key of the stage record that the value comes from, for 'run' */
  record?: string;
  /** version of the metric's definition */
  metricVersion?: string;
  /** further facts for the hover text, e.g. { tokenizer: 'simple', unparsable: 3 } */
  protocol?: Record<string, string | number>;
}
