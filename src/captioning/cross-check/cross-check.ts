import { rm } from 'node:fs/promises';
import { AccError, makeTemporaryFolder, type Progress } from '../../core/index.js';
import { callPython } from '../../python/index.js';
import type { CorpusScore, ScoredItem } from '../item.js';
import { type MetricDifference, metricDifferences, type ReferenceScore } from './differences.js';
import { howToInstall } from './environment.js';
import { type Captions, captionsOf, compareTokens, type TokenCheck } from './tokens.js';

/** The metrics that both aac-metrics and the kit have. */
export const crossCheckMetrics = [
  'bleu_1',
  'bleu_2',
  'bleu_3',
  'bleu_4',
  'cider_d',
  'rouge_l',
  'meteor',
  'spice',
  'spider',
  'sbert_sim',
  'fer',
  'fense',
] as const;

export type CrossCheckMetric = (typeof crossCheckMetrics)[number];

/** The comparisons, and the metrics that were not compared, with reasons. */
export interface CrossCheck {
  n: number;
  /** the reference implementation */
  reference: string;
  versions: Record<string, string | null>;
  differences: MetricDifference[];
  /** metric → why it was not compared */
  notCompared: Record<string, string>;
  /** undefined if the texts were already tokenised */
  tokens?: TokenCheck;
}

export interface CrossCheckOptions {
  /** interpreter with aac-metrics, from `findAacMetrics` */
  python: string;
  metrics: readonly CrossCheckMetric[];
  /** the same items tokenised by the kit, if they are raw */
  tokens?: readonly ScoredItem[];
  /** our scores; metrics without one are not compared */
  ours: Readonly<Record<string, CorpusScore>>;
  /** folder that contains aac-metrics/ (default: AAC_METRICS_CACHE_PATH, else ~/.cache) */
  cache?: string;
  /** options that enable SPICE on Java 14 and later */
  spiceJavaOptions?: string;
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/**
 * Runs aac-metrics itself on the items and compares its scores with ours. SPICE runs in a separate process with a timeout, so that
 * its failure does not affect the others.
 * @param items raw if options.tokens is set, else tokenised
 * @throws AccError python/not-found, python/module-missing (no aac-metrics), python/script-failed
 */
export async function crossCheck(items: readonly ScoredItem[], options: CrossCheckOptions): Promise<CrossCheck> {
  const notCompared: Record<string, string> = {};
  const wanted = options.metrics.filter((metric) => {
    if (!(metric in options.ours)) notCompared[metric] = 'missing on our side';
    return metric in options.ours;
  });
  const answer = await ask(items, wanted, wanted.filter(needsSpice), options);
  const withSpice = wanted.filter((metric) => needsSpice(metric) && !(metric in answer.missing));
  const spice = withSpice.length > 0 ? await askSpice(items, withSpice, answer, options) : undefined;
  Object.assign(notCompared, answer.missing, answer.failed, spice?.missing, spice?.failed);
  const ids = items.map(({ id }) => id);
  const differences = metricDifferences(ids, options.ours, { ...answer.scores, ...spice?.scores });
  const { tokens } = options;
  return {
    n: items.length,
    reference: 'aac-metrics',
    versions: answer.versions,
    differences,
    notCompared,
    ...(tokens && { tokens: compareTokens(captionsOf(tokens), answer.tokens, answer.tokenizer) }),
  };
}

function needsSpice(metric: string): boolean {
  return metric === 'spice' || metric === 'spider';
}

interface Answer {
  versions: Record<string, string | null>;
  missing: Record<string, string>;
  failed: Record<string, string>;
  scores: Record<string, ReferenceScore>;
  /** why its tokenizer did not run */
  tokenizer?: string | null;
  tokens?: Captions;
}

/** @param later metrics whose files are checked, but which are not run in this process */
async function ask(
  items: readonly ScoredItem[],
  metrics: readonly string[],
  later: readonly string[],
  { python, tokens, cache, spiceJavaOptions, signal, onProgress }: CrossCheckOptions,
  timeoutSeconds?: number,
): Promise<Answer> {
  const request = {
    ...captionsOf(items),
    metrics,
    later,
    tokenize: tokens !== undefined,
    tokens: tokens && captionsOf(tokens),
    spiceOnAnyJava: spiceJavaOptions !== undefined,
  };
  const temporary = await makeTemporaryFolder('cross-check'); // aac-metrics leaves files behind if SPICE fails
  try {
    return await callPython<Answer>('src/captioning/cross-check/cross_check.py', request, {
      python,
      signal,
      onProgress,
      flags: ['-O'],
      timeoutSeconds,
      env: {
        AAC_METRICS_TMP_PATH: temporary,
        JAVA_TOOL_OPTIONS: undefined, // its banner would hide the version from aac-metrics
        ...(spiceJavaOptions && { JDK_JAVA_OPTIONS: spiceJavaOptions }),
        ...(cache && { AAC_METRICS_CACHE_PATH: cache }),
      },
    }).catch(nameMissingPackage);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function nameMissingPackage(error: unknown): never {
  if (!(error instanceof AccError && error.code === 'python/module-missing')) throw error;
  throw new AccError(error.code, { ...error, message: error.message, hint: howToInstall, cause: error });
}

/** SPICE takes half a minute to load and 0.05 s per caption; ten times that is treated as an endless loop. */
async function askSpice(
  items: readonly ScoredItem[],
  metrics: readonly string[],
  { tokens }: Answer,
  options: CrossCheckOptions,
): Promise<Pick<Answer, 'missing' | 'failed' | 'scores'>> {
  const texts = tokens
    ? items.map((item, i) => ({ ...item, candidate: tokens.candidates[i]!, references: tokens.references[i]! }))
    : (options.tokens ?? items);
  const count = texts.reduce((sum, { references }) => sum + 1 + references.length, 0);
  try {
    return await ask(texts, metrics, [], { ...options, tokens: undefined }, 300 + count / 2);
  } catch (error) {
    options.signal.throwIfAborted();
    const message = (error as Error).message;
    return { missing: {}, failed: Object.fromEntries(metrics.map((metric) => [metric, message])), scores: {} };
  }
}
