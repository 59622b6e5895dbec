import { metric, paperMetrics } from '../../catalogue/index.js';
import { AccError, assertUniqueIds, type Progress } from '../../core/index.js';
import { bootstrapSums, type Interval, percentileInterval } from '../../statistics/index.js';
import type { DocumentFrequencies } from '../document-frequencies.js';
import type { ScoredItem } from '../item.js';
import { tokenizeItems } from '../tokenize-items.js';
import { candidateWords } from '../vocabulary.js';
import { computeFamilies, weighsByIdf } from './compute.js';
import { corpusValue, type Statistic } from './corpus-value.js';
import { type ResampledFamily, resampledFamilies } from './families.js';
import { referenceCounts } from './protocol.js';
import { type MetricTools, noTools, reasonsAgainst } from './tools.js';

/** A 95 % interval and its method. */
export interface MetricInterval extends Interval {
  method: string;
}

/** A computed metric: its label for the available data, the corpus value, and the item values in order. */
export interface ComputedMetric {
  label: string;
  value: number;
  items: number[];
  /** over clips; absent if not requested */
  interval?: MetricInterval;
  /** what the value is computed from in any multiset of the items; absent where a resample says nothing about the set */
  sums?: ItemSums;
}

/** Numbers of each item whose sums give a corpus value by `corpusValue`. Metrics of one family share their columns. */
export interface ItemSums {
  statistic: Statistic;
  /** one list per quantity, one entry per item */
  columns: Float64Array[];
}

/** A metric that was not computed, and why. */
export interface MissingMetric {
  label: string;
  missing: string;
}

export interface CaptionScores {
  /** in the requested order; fractions as in aac-metrics, CIDEr-D in [0, 10] */
  metrics: Record<string, ComputedMetric | MissingMetric>;
  n: number;
  /** [minimum, maximum] references per item: scores against one and against five references are not comparable */
  referencesPerItem: [number, number];
  /** number of items by number of references */
  referenceCounts: Record<number, number>;
  /** the Penn Treebank tokenizer of CoreNLP 3.4.1, or 'given' if the texts were already tokenised */
  tokenizer: 'ptb' | 'given';
  /** fraction of the items whose candidate equals one of its own references, once tokenised */
  verbatimCopies: number;
  /** distinct words in all candidates */
  vocabulary: number;
  /** the fixed IDF of CIDEr-D, if there is one: number of items and SHA-256 of its file */
  idf?: Pick<DocumentFrequencies, 'items' | 'sha256'>;
}

export interface ScoreOptions {
  /** whether the texts are already tokenised: tokenising twice changes scores */
  tokenized: boolean;
  /** default: the paper's ten columns */
  metrics?: readonly string[];
  /** tools for METEOR, SPICE and FENSE, from `findTools` */
  tools?: MetricTools;
  /** 95 % bootstrap intervals; default true */
  intervals?: boolean;
  /** the IDF of CIDEr-D; default: that of the items */
  idf?: DocumentFrequencies;
  /** the file that the items came from, for errors */
  file?: string;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/**
 * Scores captions. Two systems that captioned the same items in the same order get the same bootstrap resamples.
 * @param items at least one, for CIDEr-D two ('captioning/too-few-items'), with different ids ('captioning/duplicate-id') and
 * at least one reference each ('captioning/no-references'); checked before any work
 */
export async function scoreCaptions(items: readonly ScoredItem[], options: ScoreOptions): Promise<CaptionScores> {
  const { tokenized, metrics = paperMetrics(), tools = noTools, intervals = true, onProgress, idf } = options;
  assertValidItems(items, metrics, options);
  const signal = options.signal ?? new AbortController().signal;
  const tokens = tokenized ? items : tokenizeItems(items);
  const computed = await computeFamilies(tokens, metrics, tools, {
    signal,
    ...(onProgress && { onProgress }),
    ...(idf && { idf }),
  });
  const families = resampledFamilies(computed.families);
  const drawn = intervals ? await intervalsOf(families, tokens.length, signal) : new Map<string, Interval>();
  const sums = sumsOf(families);
  const columns = metrics.map((name) => {
    const { label, resampled } = metric(name);
    const score = computed.families.map(({ scores }) => scores[name]).find(Boolean);
    if (!score) return [name, { label, missing: computed.missing[name] ?? reasonsAgainst(metric(name), tools)[0]! }];
    const without = score.items.filter(Number.isNaN).length;
    if (without > 0) {
      const none = `no value for ${without} of ${tokens.length} items`;
      return [name, { label, missing: [none, computed.missing[name]].filter(Boolean).join(': ') }];
    }
    const interval: Interval | undefined = drawn.get(name);
    const values = idf && weighsByIdf(name) ? 'mean of item scores with a fixed IDF' : resampled;
    const method = `percentile bootstrap over clips, ${resamples} resamples, ${values}`;
    const facts = { label: computed.labels[name] ?? label, value: score.corpus, items: score.items };
    const own = sums.get(name);
    return [name, { ...facts, ...(interval && { interval: { ...interval, method } }), ...(own && { sums: own }) }];
  });
  return {
    metrics: Object.fromEntries(columns),
    ...protocol(tokens),
    tokenizer: tokenized ? 'given' : 'ptb',
    ...(idf && { idf: { items: idf.items, sha256: idf.sha256 } }),
  };
}

/** One seed for all systems, so that comparisons between them are paired. */
export const bootstrapSeed: number = 1;
export const resamples: number = 1000;

/** Rejects too few items for the metrics, and duplicate ids. */
export function assertValidItems(
  items: readonly ScoredItem[],
  metrics: readonly string[],
  { file, idf }: Pick<ScoreOptions, 'file' | 'idf'>,
): void {
  const place = file === undefined ? {} : { file };
  const two = idf ? undefined : metrics.find(weighsByIdf);
  if (items.length < (two ? 2 : 1))
    throw new AccError('captioning/too-few-items', {
      message: items.length === 0 ? 'there are no captions to score' : `${metric(two!).label} cannot score one item`,
      ...place,
      hint: two && 'CIDEr-D weighs n-grams by how few of the items have them; BLEU, ROUGE-L and METEOR score one alone',
    });
  assertUniqueIds(
    items,
    ({ id }) => id,
    (id) => new AccError('captioning/duplicate-id', { message: `duplicate item ${id} among the captions`, ...place }),
  );
}

/** The facts reported with every score. */
function protocol(tokens: readonly ScoredItem[]): Omit<CaptionScores, 'metrics' | 'tokenizer'> {
  const counts = referenceCounts(tokens);
  const found = Object.keys(counts).map(Number);
  return {
    n: tokens.length,
    referencesPerItem: [Math.min(...found), Math.max(...found)],
    referenceCounts: counts,
    verbatimCopies: tokens.filter((item) => item.references.includes(item.candidate)).length / tokens.length,
    vocabulary: candidateWords(tokens).size,
  };
}

async function intervalsOf(
  families: readonly ResampledFamily[],
  n: number,
  signal: AbortSignal,
): Promise<Map<string, Interval>> {
  const intervals = new Map<string, Interval>();
  if (families.length === 0) return intervals;
  const columns = families.flatMap((family) => family.columns);
  const drawn = await bootstrapSums(columns, { seed: bootstrapSeed, resamples, signal });
  for (const { family, start, end } of families)
    for (const [name, statistic] of Object.entries(family.statistics)) {
      const values = drawn.map((sums) => corpusValue(statistic, sums.subarray(start, end), n));
      intervals.set(name, percentileInterval(values));
    }
  return intervals;
}

function sumsOf(families: readonly ResampledFamily[]): Map<string, ItemSums> {
  return new Map(
    families.flatMap(({ family, columns }) =>
      Object.entries(family.statistics).map(([name, statistic]) => [name, { statistic, columns }] as const),
    ),
  );
}
