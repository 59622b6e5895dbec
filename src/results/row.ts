import { type Metric, metric, metricReference, type SetKind } from '../catalogue/index.js';

/**
 * One number of a table with all that is needed to trust it. Rows are the truth; Danfo frames and figures are views.
 * Percentages are fractions 0..1 everywhere and become percent only when they are shown; caption scores are as defined.
 */
export interface ResultRow {
  /** Ori, AC, ADC, ACC, AC+ADC, AC+ACC, or the name of an ablation's arm */
  arm: string;
  /** what the arm was trained on; none for the model before fine-tuning */
  tasks: readonly string[];
  /** name of the evaluation set: 'audiocaps', 'clotho', 'vocal', …, or that of a corpus of one's own */
  set: string;
  /** what tables call the set */
  setLabel: string;
  kind: SetKind;
  /** bleu_1 … rouge_l, accuracy, exact, … */
  metric: string;
  metricLabel: string;
  unit: Metric['unit'];
  /** decimals that tables print */
  digits: number;
  /** null where it was not computed or is not a number; `missing` then says why */
  value: number | null;
  missing?: string;
  /** items that the value is over */
  n: number | null;
  /** [fewest, most] reference captions per item; null for classification and printed values */
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
  /** further facts for the hover text by their descriptions, e.g. { tokenizer: 'ptb', 'answers without a label': 3 } */
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

/** What a row states about its metric. @throws AccError 'catalogue/unknown-metric' */
export function metricFacts(
  name: string,
): Pick<ResultRow, 'metric' | 'metricLabel' | 'unit' | 'digits'> & { metricVersion: string } {
  const { label, unit, digits, version, resampled, own } = metric(name);
  const metricVersion = resampled === undefined || own ? String(version) : `${version}, as ${metricReference()}`;
  return { metric: name, metricLabel: label, unit, digits, metricVersion };
}
