import {
  type CrossCheck,
  type CrossCheckMetric,
  crossCheck,
  crossCheckJars,
  crossCheckMetrics,
  findAacMetrics,
  formatCrossCheck,
  installAacMetrics,
} from '../captioning/cross-check/index.js';
import { fenseScores } from '../captioning/fense/index.js';
import {
  bleu,
  type CorpusScore,
  ciderD,
  readItems,
  rougeL,
  type ScoredItem,
  tokenizeItems,
} from '../captioning/index.js';
import { AccError } from '../core/index.js';
import type { CommandContext } from './main.js';
import { sayProgress } from './say-progress.js';

interface CrossCheckCommandOptions {
  raw?: boolean;
  tokenized?: boolean;
  metrics?: string[];
  python?: string;
  install?: boolean;
  jars?: string;
  json?: boolean;
}

/** `acc metrics cross-check`: the reference on the same items, and its differences to ours; exit status 1 where one is too large. */
export async function crossCheckItems(
  context: CommandContext,
  file: string,
  options: CrossCheckCommandOptions,
): Promise<void> {
  const metrics = known(options.metrics);
  if (options.raw === options.tokenized)
    throw new AccError('cli/bad-option', {
      message: 'say whether the captions are raw or tokenised already',
      hint: '--raw or --tokenized: tokenising twice changes scores',
    });
  const items = await readItems(file, { tokenized: options.tokenized === true, say: context.say });
  const tokens = options.raw ? tokenizeItems(items) : items;
  const texts = { items, tokens, ...(options.raw && { raw: true }) };
  const check = await (options.jars
    ? againstJars(context, texts, options.jars)
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
  { signal }: CommandContext,
  { items, tokens, raw }: Texts,
  folder: string,
): Promise<CrossCheck> {
  return crossCheckJars(items, { folder, ours: ourScores(tokens), signal, ...(raw && { tokens }) });
}

async function againstAacMetrics(
  { say, signal }: CommandContext,
  { items, tokens, raw }: Texts,
  metrics: CrossCheckMetric[],
  { python: given, install }: CrossCheckCommandOptions,
): Promise<CrossCheck> {
  const python = install && !given ? await installAacMetrics(say, signal) : findAacMetrics(given);
  const neural = metrics.some((metric) => ['sbert_sim', 'fer', 'fense'].includes(metric));
  const ours = {
    ...ourScores(tokens),
    ...(neural && (await fenseScores(tokens, { python, signal, onProgress: sayProgress(say, 'our models') }))),
  };
  say(`aac-metrics on ${items.length} items: it takes 10 to 20 s to import, SPICE half a minute to load`);
  return crossCheck(items, {
    python,
    metrics,
    ours,
    signal,
    ...(raw && { tokens }),
    onProgress: ({ done, total, note }) => say(`  ${done + 1} of ${total}: ${note}`),
  });
}

function ourScores(tokens: readonly ScoredItem[]): Record<string, CorpusScore> {
  const scores: Record<string, CorpusScore> = { cider_d: ciderD(tokens), rouge_l: rougeL(tokens) };
  for (const [n, score] of bleu(tokens).entries()) scores[`bleu_${n + 1}`] = score;
  return scores;
}
