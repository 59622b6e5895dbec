import { type Metric, metric, metricReference, type SetKind } from '../catalogue/index.js';
import type { Draw } from './draw.js';

/**
 * One value of a table with its provenance. Rows are the source; Danfo frames and figures are views.
 * Percentages are fractions 0..1 everywhere and become percent only when they are shown; caption scores are as defined.
 */
export interface ResultRow {
  /** Ori, AC, ADC, ACC, AC+ADC, AC+ACC, or the name of an ablation's arm */
  arm: string;
  /** what the arm was trained on; none for the model before fine-tuning */
  tasks: readonly string[];
  /** name of the evaluation set: 'audiocaps', 'clotho', 'vocal', …, or that of the user's own corpus */
  set: string;
  /** label of the set in tables */
  setLabel: string;
  kind: SetKind;
  /** bleu_1 … rouge_l, accuracy, exact, … */
  metric: string;
  metricLabel: string;
  unit: Metric['unit'];
  /** decimals that tables print */
  digits: number;
  /** null if it was not computed or is not a number; `missing` then has the reason */
  value: number | null;
  missing?: string;
  /** number of items behind the value */
  n: number | null;
  /** [fewest, most] reference captions per item; null for classification and printed values */
  referencesPerItem: [number, number] | null;
  /** the training that the value comes from, for 'run'; absent for a value over several draws */
  draw?: Draw;
  /** the draws of a cell of a table, for 'run' */
  seeds?: Seeds;
  /** 95 % interval in the unit of `value`, where one was computed, and how */
  interval?: { low: number; high: number; method: string };
  /** 'run' for ours, 'paper' for a printed value */
  source: 'run' | 'paper';
  /** true if the audio was synthesised: shown wherever the value appears */
  synthetic: boolean;
  /** of a recorded run: on which machine, when and with which kit it was made; shown wherever the value appears */
  recorded?: string | undefined;
  /** why a printed value cannot be correct, with the value that follows from arithmetic, if any */
  suspect?: Suspect;
  /** key of the stage record that the value comes from, for 'run'; absent for a value over several draws */
  record?: string;
  /** version of the metric's definition */
  metricVersion?: string;
  /** further facts for the hover text by their descriptions, e.g. { tokenizer: 'ptb', 'answers without a label': 3 } */
  protocol?: Record<string, string | number>;
}

/** The draws behind a cell of a table. */
export interface Seeds {
  /** number of draws with a value */
  n: number;
  /** standard deviation over the draws, with n - 1, in the unit of the value; absent for one draw */
  sd?: number;
  /** one per draw, in the order of `draws` */
  values: (number | null)[];
  draws: Draw[];
  /** keys of the stage records, one per draw */
  records: string[];
}

/** Why a printed value is suspect. */
export interface Suspect {
  /** all reasons in one text */
  reason: string;
  /** the value that follows from arithmetic, in the unit of `value`; null where none follows */
  corrected: number | null;
  /** true if the cell contradicts another cell, false if it only contradicts the protocol that the paper states */
  misprint?: boolean;
  /** the reasons one by one, where there are several */
  reasons?: readonly string[];
}

/** The facts about a metric in its rows. @throws AccError 'catalogue/unknown-metric' */
export function metricFacts(
  name: string,
): Pick<ResultRow, 'metric' | 'metricLabel' | 'unit' | 'digits'> & { metricVersion: string } {
  const { label, unit, digits, version, resampled, own } = metric(name);
  const metricVersion = resampled === undefined || own ? String(version) : `${version}, as ${metricReference()}`;
  return { metric: name, metricLabel: label, unit, digits, metricVersion };
}
