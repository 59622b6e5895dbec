import { AccError } from '../../core/index.js';
import { paperMetrics } from '../paper-metrics.js';

/** What a metric needs beyond the kit. */
export type MetricNeed = 'meteor' | 'spice' | 'sentence-model' | 'fluency-model';

export interface MetricFacts {
  label: string;
  needs: readonly MetricNeed[];
  /** highest value; the lowest is 0 */
  highest: number;
  /** what a bootstrap resample computes the corpus value from */
  resampled: string;
}

const itemScores = 'mean of item scores';
export const fixedIdf = 'mean of item scores with the IDF of the whole set';

/** The caption metrics by their names in aac-metrics. */
export const metricNames = [
  'bleu_1',
  'bleu_2',
  'bleu_3',
  'bleu_4',
  'rouge_l',
  'cider_d',
  'meteor',
  'spice',
  'spider',
  'spider_fl',
  'sbert_sim',
  'fer',
  'fense',
] as const;

export type MetricName = (typeof metricNames)[number];

export const metricFacts: Readonly<Record<MetricName, MetricFacts>> = {
  bleu_1: { label: 'BLEU-1', needs: [], highest: 1, resampled: 'BLEU of each from its summed counts' },
  bleu_2: { label: 'BLEU-2', needs: [], highest: 1, resampled: 'BLEU of each from its summed counts' },
  bleu_3: { label: 'BLEU-3', needs: [], highest: 1, resampled: 'BLEU of each from its summed counts' },
  bleu_4: { label: 'BLEU-4', needs: [], highest: 1, resampled: 'BLEU of each from its summed counts' },
  rouge_l: { label: 'ROUGE-L', needs: [], highest: 1, resampled: itemScores },
  cider_d: { label: 'CIDEr-D', needs: [], highest: 10, resampled: fixedIdf },
  meteor: { label: 'METEOR', needs: ['meteor'], highest: 1, resampled: 'METEOR of each from its summed statistics' },
  spice: { label: 'SPICE', needs: ['spice'], highest: 1, resampled: itemScores },
  spider: { label: 'SPIDEr', needs: ['spice'], highest: 5.5, resampled: fixedIdf },
  spider_fl: { label: 'SPIDEr-FL', needs: ['spice', 'fluency-model'], highest: 5.5, resampled: fixedIdf },
  sbert_sim: { label: 'SBERT-sim', needs: ['sentence-model'], highest: 1, resampled: itemScores },
  fer: { label: 'FER', needs: ['fluency-model'], highest: 1, resampled: itemScores },
  fense: { label: 'FENSE', needs: ['sentence-model', 'fluency-model'], highest: 1, resampled: itemScores },
};

/** Names that stand for several metrics. */
export const metricGroups: Readonly<Record<string, readonly MetricName[]>> = {
  paper: paperMetrics,
  bleu: ['bleu_1', 'bleu_2', 'bleu_3', 'bleu_4'],
  all: metricNames,
};

/**
 * Metrics by name; a group gives all of its own.
 * @throws AccError captioning/unknown-metric
 */
export function metricsNamed(names: readonly string[]): MetricName[] {
  return [...new Set(names.flatMap(named))];
}

function named(name: string): readonly MetricName[] {
  if (name in metricFacts) return [name as MetricName];
  if (name in metricGroups) return metricGroups[name]!;
  throw new AccError('captioning/unknown-metric', {
    message: `there is no metric "${name}"`,
    hint: `metrics: ${metricNames.join(', ')}; groups: ${Object.keys(metricGroups).join(', ')}`,
  });
}
