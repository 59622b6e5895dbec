import {
  type CrossCheckMetric,
  crossCheck,
  crossCheckMetrics,
  findAacMetrics,
  formatCrossCheck,
  installAacMetrics,
} from '../captioning/cross-check/index.js';
import {
  fense,
  findFluencyModel,
  findSentenceModel,
  fluencyErrors,
  sentenceSimilarity,
} from '../captioning/fense/index.js';
import { bleu, type CorpusScore, ciderD, rougeL, type ScoredItem, simpleTokenize } from '../captioning/index.js';
import { AccError, readJsonLines } from '../core/index.js';
import type { CommandContext } from './main.js';

interface CrossCheckCommandOptions {
  raw?: boolean;
  tokenized?: boolean;
  metrics?: CrossCheckMetric[];
  python?: string;
  install?: boolean;
  json?: boolean;
}

/** `acc metrics cross-check`: aac-metrics itself on the same items, and the differences to ours; exit status 1 where one is too large. */
export async function crossCheckItems(
  { print, say, signal }: CommandContext,
  file: string,
  { raw, tokenized, metrics = [...crossCheckMetrics], python, install, json }: CrossCheckCommandOptions,
): Promise<void> {
  if (raw === tokenized)
    throw new AccError('cli/bad-option', {
      message: 'say whether the captions are raw or tokenised already',
      hint: '--raw or --tokenized: tokenising twice changes scores',
    });
  const unknown = metrics.find((metric) => !crossCheckMetrics.includes(metric));
  if (unknown)
    throw new AccError('cli/bad-option', {
      message: `there is no metric "${unknown}" to compare`,
      hint: `metrics: ${crossCheckMetrics.join(', ')}`,
    });
  const interpreter = install && !python ? await installAacMetrics(say, signal) : findAacMetrics(python);
  const items = await readItems(file);
  const tokens = raw ? tokenizeItems(items) : items;
  const ours = await ourScores(tokens, metrics, { python: interpreter, signal });
  say(`aac-metrics on ${items.length} items: it takes 10 to 20 s to import, SPICE half a minute to load`);
  const check = await crossCheck(items, {
    python: interpreter,
    metrics,
    ...(raw && { tokens }),
    ours,
    signal,
    onProgress: ({ done, total, note }) => say(`  ${done + 1} of ${total}: ${note}`),
  });
  print(json ? JSON.stringify(check) : formatCrossCheck(check));
  if (check.differences.some(({ agrees }) => !agrees)) process.exitCode = 1;
}

/** Ours, for the metrics that we have here. Those of FENSE need its own models, not MiniLM. */
async function ourScores(
  tokens: readonly ScoredItem[],
  metrics: readonly CrossCheckMetric[],
  options: { python: string; signal: AbortSignal },
): Promise<Record<string, CorpusScore>> {
  const scores: Record<string, CorpusScore> = { cider_d: ciderD(tokens), rouge_l: rougeL(tokens) };
  for (const [n, score] of bleu(tokens).entries()) scores[`bleu_${n + 1}`] = score;
  if (metrics.some((metric) => metric === 'sbert_sim' || metric === 'fense')) {
    const model = await findSentenceModel();
    if (model?.metric === 'sbert_sim') scores.sbert_sim = await sentenceSimilarity(tokens, { model, ...options });
  }
  if (metrics.some((metric) => metric === 'fer' || metric === 'fense')) {
    const model = await findFluencyModel();
    if (model) scores.fer = await fluencyErrors(tokens, { model, ...options });
  }
  if (scores.sbert_sim && scores.fer) scores.fense = fense(scores.sbert_sim, scores.fer);
  return scores;
}

async function readItems(file: string): Promise<ScoredItem[]> {
  return readJsonLines<ScoredItem>(file);
}

function tokenizeItems(items: readonly ScoredItem[]): ScoredItem[] {
  return items.map(({ id, candidate, references }) => ({
    id,
    candidate: simpleTokenize(candidate),
    references: references.map(simpleTokenize),
  }));
}
