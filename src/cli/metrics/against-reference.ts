import {
  type CrossCheck,
  type CrossCheckMetric,
  crossCheck,
  crossCheckJars,
  findAacMetrics,
  installAacMetrics,
  referenceCache,
} from '../../captioning/cross-check/index.js';
import {
  type CorpusScore,
  findSpiceJava,
  findTools,
  type ScoredItem,
  scoreCaptions,
  spiceToolOptions,
} from '../../captioning/index.js';
import { isInstalled, referenceFolder } from '../../captioning/install/index.js';
import { metric } from '../../catalogue/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';

/** Items as they were read, and tokenised by us. */
export interface Texts {
  items: ScoredItem[];
  tokens: ScoredItem[];
  /** whether the items are plain text */
  raw?: boolean;
}

/** Compares with the jars of the tokenizer and METEOR. @param folder of the jars; by default as installed */
export async function againstJars(
  context: CommandContext,
  { items, tokens, raw }: Texts,
  folder: string = referenceFolder(),
): Promise<CrossCheck> {
  const ours = await ourScores(tokens, ['meteor'], context);
  return crossCheckJars(items, { folder, ours, signal: context.signal, ...(raw && { tokens }) });
}

/** Compares with aac-metrics. @param install whether to install it first, where no Python is given */
export async function againstAacMetrics(
  context: CommandContext,
  { items, tokens, raw }: Texts,
  metrics: CrossCheckMetric[],
  { python: given, install }: { python?: string; install?: true },
): Promise<CrossCheck> {
  const { log, signal } = context;
  const python = install && !given ? await installAacMetrics(log, signal) : findAacMetrics(given);
  const ours = await ourScores(tokens, metrics, context, python);
  const [cache, spiceJavaOptions] = [
    process.env.AAC_METRICS_CACHE_PATH ?? (await referenceCache()),
    await spiceOptions(),
  ];
  log(`aac-metrics on ${items.length} items: 10 to 20 s to import, half a minute more for SPICE`);
  return crossCheck(items, {
    python,
    metrics,
    ours,
    signal,
    ...(cache && { cache }),
    ...(spiceJavaOptions && { spiceJavaOptions }),
    ...(raw && { tokens }),
    onProgress: ({ done, total, note }) => log(`  ${done + 1} of ${total}: ${note}`),
  });
}

/** Our scores of the metrics that are available. */
async function ourScores(
  tokens: readonly ScoredItem[],
  metrics: readonly CrossCheckMetric[],
  { log, signal }: CommandContext,
  python?: string,
): Promise<Record<string, CorpusScore>> {
  const scores = await scoreCaptions(tokens, {
    tokenized: true,
    metrics,
    tools: await findTools({ python }),
    intervals: false,
    signal,
    onProgress: logProgress(log, 'our scores'),
  });
  return Object.fromEntries(
    Object.entries(scores.metrics).flatMap(([name, score]) =>
      // a stand-in, such as another sentence model, is not the reference's metric
      'missing' in score || score.label !== metric(name).label
        ? []
        : [[name, { corpus: score.value, items: score.items }]],
    ),
  );
}

/** Java's options for SPICE in aac-metrics, where SPICE is installed. */
async function spiceOptions(): Promise<string | undefined> {
  return (await isInstalled('spice')) ? spiceToolOptions(await findSpiceJava()) : undefined;
}
