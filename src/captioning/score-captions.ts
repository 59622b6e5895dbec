import { AccError } from '../core/index.js';
import { bleuScores, bleuStatistics } from './bleu.js';
import { ciderD } from './cider-d.js';
import { captionIntervals, type MetricInterval } from './intervals.js';
import type { CorpusScore, ScoredItem } from './item.js';
import type { PaperMetric } from './paper-metrics.js';
import { tokenizeCaptions } from './ptb/index.js';
import { rougeL } from './rouge-l.js';
import { words } from './words.js';

/** A metric that was computed: corpus value, a value for each item in order, 95 % interval over clips. */
export interface ComputedMetric {
  value: number;
  items: number[];
  interval: MetricInterval;
}

/** A metric that was not computed, and why. */
export interface MissingMetric {
  missing: string;
}

export interface CaptionScores {
  /** the paper's ten columns in their order; fractions as aac-metrics gives them, CIDEr-D in [0, 10] */
  metrics: Record<PaperMetric, ComputedMetric | MissingMetric>;
  n: number;
  /** [fewest, most] references an item: scores against one and against five references do not compare */
  referencesPerItem: [number, number];
  /** the Penn Treebank tokenizer of CoreNLP 3.4.1, or 'given' where the texts came tokenised */
  tokenizer: 'ptb' | 'given';
  metricVersion: string;
  /** share of the items whose candidate is, once tokenised, one of its own references word for word */
  verbatimCopies: number;
  /** distinct words in all candidates */
  vocabulary: number;
}

/** Version of the definitions in this folder: raise it when a score can change. */
export const captionMetricVersion: string = 'acc-kit 2, after aac-metrics 0.6.0';

/**
 * Scores captions in the paper's ten columns. Two systems that captioned the same items in the same order get the same
 * bootstrap resamples.
 * @param items at least two ('captioning/too-few-items') with different ids ('captioning/duplicate-id') and at least one
 * reference each ('captioning/no-references')
 * @param options.tokenized true where the texts are tokenised already: tokenising twice changes scores
 */
export function scoreCaptions(items: readonly ScoredItem[], options: { tokenized: boolean }): CaptionScores {
  refuseDuplicates(items);
  const tokens = options.tokenized ? items : tokenizeItems(items);
  const counts = items.map((item) => item.references.length);
  return {
    metrics: paperColumns(tokens),
    n: items.length,
    referencesPerItem: [Math.min(...counts), Math.max(...counts)],
    tokenizer: options.tokenized ? 'given' : 'ptb',
    metricVersion: captionMetricVersion,
    verbatimCopies: tokens.filter((item) => item.references.includes(item.candidate)).length / tokens.length,
    vocabulary: new Set(tokens.flatMap((item) => words(item.candidate))).size,
  };
}

function refuseDuplicates(items: readonly ScoredItem[]): void {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id))
      throw new AccError('captioning/duplicate-id', { message: `item ${id} stands twice among the captions` });
    seen.add(id);
  }
}

/** Candidates and references are two streams, each in the order of the items, as in aac-metrics. */
export function tokenizeItems(items: readonly ScoredItem[]): ScoredItem[] {
  const candidates = tokenizeCaptions(items.map(({ candidate }) => candidate));
  const references = tokenizeCaptions(items.flatMap((item) => item.references)).values();
  return items.map((item, index) => ({
    id: item.id,
    candidate: candidates[index]!,
    references: Array.from(item.references, () => references.next().value!),
  }));
}

function paperColumns(tokens: readonly ScoredItem[]): Record<PaperMetric, ComputedMetric | MissingMetric> {
  const cider = ciderD(tokens);
  const rouge = rougeL(tokens);
  const bleuCounts = bleuStatistics(tokens);
  const scores = [...bleuScores(bleuCounts), cider, rouge];
  const intervals = captionIntervals(
    bleuCounts.map((bleu, i) => ({ bleu, ciderD: cider.items[i]!, rougeL: rouge.items[i]! })),
  );
  const computed = (index: number): ComputedMetric => {
    const { corpus, items } = scores[index] as CorpusScore;
    return { value: corpus, items, interval: intervals[index]! };
  };
  return {
    bleu_1: computed(0),
    bleu_2: computed(1),
    bleu_3: computed(2),
    bleu_4: computed(3),
    fense: { missing: 'not computed yet: needs the sentence embedding and error detection models of FENSE' },
    spice: { missing: 'not computed yet: needs the SPICE scene graph parser (Java)' },
    spider: { missing: 'not computed yet: half of it is SPICE' },
    cider_d: computed(4),
    meteor: { missing: 'not computed yet: needs the METEOR 1.5 aligner and its paraphrase table' },
    rouge_l: computed(5),
  };
}
