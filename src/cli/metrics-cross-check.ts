import {
  type CrossCheck,
  type CrossCheckMetric,
  crossCheck,
  crossCheckJars,
  crossCheckMetrics,
  findAacMetrics,
  formatCrossCheck,
  installAacMetrics,
  referenceCache,
} from '../captioning/cross-check/index.js';
import {
  type CorpusScore,
  findSpiceJava,
  findTools,
  readItems,
  type ScoredItem,
  scoreCaptions,
  spiceToolOptions,
  tokenizeItems,
} from '../captioning/index.js';
import { isInstalled, referenceFolder } from '../captioning/install/index.js';
import { metric } from '../catalogue/index.js';
import { AccError } from '../core/index.js';
import type { CommandContext } from './main.js';
import { sayProgress } from './say-progress.js';
import { refuseUnsaid } from './scoring.js';

interface CrossCheckCommandOptions {
  raw?: boolean;
  tokenized?: boolean;
  metrics?: string[];
  python?: string;
  install?: boolean;
  /** true: those that `acc metrics install` has brought */
  jars?: string | true;
  json?: boolean;
}

/** `acc metrics cross-check`: the reference on the same items, and its differences to ours; exit status 1 where one is too large. */
export async function crossCheckItems(
  context: CommandContext,
  file: string,
  options: CrossCheckCommandOptions,
): Promise<void> {
  const metrics = known(options.metrics);
  refuseUnsaid(options);
  const items = await readItems(file, { tokenized: options.tokenized === true, say: context.say });
  const tokens = options.raw ? tokenizeItems(items) : items;
  const texts = { items, tokens, ...(options.raw && { raw: true }) };
  const check = await (options.jars
    ? againstJars(context, texts, options.jars === true ? referenceFolder() : options.jars)
    : againstAacMetrics(context, texts, metrics, options));
  context.print(options.json ? JSON.stringify(check) : formatCrossCheck(check));
  if (check.differences.some(({ agrees }) => !agrees) || check.tokens?.different) process.exitCode = 1;
}

interface Texts {
  items: ScoredItem[];
  /** the same, tokenised by us */
  tokens: ScoredItem[];
  raw?: boolean;
}

function known(metrics: readonly string[] = crossCheckMetrics): CrossCheckMetric[] {
  const unknown = metrics.find((metric) => !(crossCheckMetrics as readonly string[]).includes(metric));
  if (!unknown) return metrics as CrossCheckMetric[];
  throw new AccError('cli/bad-option', {
    message: `there is no metric "${unknown}" to compare`,
    hint: `metrics: ${crossCheckMetrics.join(', ')}`,
  });
}

async function againstJars(
  context: CommandContext,
  { items, tokens, raw }: Texts,
  folder: string,
): Promise<CrossCheck> {
  const ours = await ourScores(tokens, ['meteor'], context);
  return crossCheckJars(items, { folder, ours, signal: context.signal, ...(raw && { tokens }) });
}

async function againstAacMetrics(
  context: CommandContext,
  { items, tokens, raw }: Texts,
  metrics: CrossCheckMetric[],
  { python: given, install }: CrossCheckCommandOptions,
): Promise<CrossCheck> {
  const { say, signal } = context;
  const python = install && !given ? await installAacMetrics(say, signal) : findAacMetrics(given);
  const ours = await ourScores(tokens, metrics, context, python);
  const [cache, spiceJavaOptions] = [
    process.env.AAC_METRICS_CACHE_PATH ?? (await referenceCache()),
    await spiceOptions(),
  ];
  say(`aac-metrics on ${items.length} items: it takes 10 to 20 s to import, SPICE half a minute to load`);
  return crossCheck(items, {
    python,
    metrics,
    ours,
    signal,
    ...(cache && { cache }),
    ...(spiceJavaOptions && { spiceJavaOptions }),
    ...(raw && { tokens }),
    onProgress: ({ done, total, note }) => say(`  ${done + 1} of ${total}: ${note}`),
  });
}

/** What we can compute of the metrics here. */
async function ourScores(
  tokens: readonly ScoredItem[],
  metrics: readonly CrossCheckMetric[],
  { say, signal }: CommandContext,
  python?: string,
): Promise<Record<string, CorpusScore>> {
  const scores = await scoreCaptions(tokens, {
    tokenized: true,
    metrics,
    tools: await findTools({ python }),
    intervals: false,
    signal,
    onProgress: sayProgress(say, 'ours'),
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

/** Java's options for SPICE of aac-metrics, where SPICE is installed. */
async function spiceOptions(): Promise<string | undefined> {
  return (await isInstalled('spice')) ? spiceToolOptions(await findSpiceJava()) : undefined;
}
