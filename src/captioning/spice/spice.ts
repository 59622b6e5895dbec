import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, makeTemporaryFolder, type Progress } from '../../core/index.js';
import { mean } from '../../statistics/index.js';
import { isInstalled } from '../install/index.js';
import type { CorpusScore, ScoredItem } from '../item.js';
import { openParseCache } from './cache.js';
import { findSpiceJava, type SpiceJava } from './java.js';
import { parseCaptions, type UnparsedCaption } from './parse-captions.js';

/** Tuples of the scene graphs of one item: F1, precision, recall, true and false positives, false negatives. */
export interface SpiceItem {
  f: number;
  pr: number;
  re: number;
  tp: number;
  fp: number;
  fn: number;
}

export interface SpiceScores extends CorpusScore {
  /** undefined if an item has no score */
  details: (SpiceItem | undefined)[];
  /** captions that SPICE could not parse; their items have no score */
  unparsed: UnparsedCaption[];
}

export interface SpiceOptions {
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** timeout for a batch of captions, and for the scoring; default 300 */
  timeoutSeconds?: number;
  /** folder of the caches of parses */
  caches?: string;
}

/**
 * SPICE (Anderson et al. 2016) by its own program in a Java process: F1 of the tuples of scene graphs. Parses are cached, so
 * that a second run takes seconds.
 * @param items tokenised
 * @returns scores in [0, 1]; NaN for an item without a SPICE score, and then also for the corpus
 * @throws AccError captioning/no-java, captioning/metric-missing, captioning/spice-failed
 */
export async function spice(items: readonly ScoredItem[], options: SpiceOptions): Promise<SpiceScores> {
  const { signal, onProgress, timeoutSeconds = 300, caches } = options;
  const java = await findSpiceJava();
  await assertInstalled();
  const { folder: cache, lock } = await openParseCache(signal, caches);
  const temporary = await makeTemporaryFolder('spice');
  const work: Work = { java, cache, temporary, signal: lock.signal, timeoutSeconds };
  try {
    const captions = [...new Set(items.flatMap(({ candidate, references }) => [candidate, ...references]))];
    const unparsed = await parseCaptions(captions, { ...work, onProgress });
    const lost = new Set(unparsed.map(({ caption }) => caption));
    const parsedItems = items.filter(
      ({ candidate, references }) => ![candidate, ...references].some((text) => lost.has(text)),
    );
    const scored = await scoreItems(parsedItems, work, onProgress);
    const details = items.map((item) => scored.get(item));
    const values = details.map((detail) => detail?.f ?? Number.NaN);
    return { corpus: mean(values), items: values, details, unparsed };
  } finally {
    await lock.release();
    await rm(temporary, { recursive: true, force: true });
  }
}

async function assertInstalled(): Promise<void> {
  if (await isInstalled('spice')) return;
  throw new AccError('captioning/metric-missing', {
    message: "SPICE's jars are not installed",
    hint: 'install them with: acc metrics install spice',
  });
}

interface Work {
  java: SpiceJava;
  cache: string;
  temporary: string;
  signal: AbortSignal;
  timeoutSeconds: number;
}

/** Items are independent: this batch size bounds memory and time. */
const batchSize = 1000;

async function scoreItems(
  items: readonly ScoredItem[],
  work: Work,
  onProgress: SpiceOptions['onProgress'],
): Promise<Map<ScoredItem, SpiceItem>> {
  const scores = new Map<ScoredItem, SpiceItem>();
  for (let start = 0; start < items.length; start += batchSize) {
    const some = items.slice(start, start + batchSize);
    // retried once on failure: with cached parses it takes seconds
    const found = await runScorer(some, work).catch((error: unknown) => {
      work.signal.throwIfAborted();
      if (!(error instanceof AccError)) throw error;
      return runScorer(some, work);
    });
    for (const [item, score] of found) scores.set(item, score);
    onProgress?.({ done: start + some.length, total: items.length, note: 'scene graphs compared' });
  }
  return scores;
}

async function runScorer(
  items: readonly ScoredItem[],
  { java, cache, temporary, signal, timeoutSeconds }: Work,
): Promise<Map<ScoredItem, SpiceItem>> {
  const [input, output] = [join(temporary, 'in.json'), join(temporary, 'out.json')];
  const texts = items.map(({ candidate, references }, image_id) => ({ image_id, test: candidate, refs: references }));
  await writeFile(input, JSON.stringify(texts));
  await rm(output, { force: true });
  const main = ['edu.anu.spice.SpiceScorer', input, '-cache', cache, '-out', output, '-subset', '-silent'];
  const { execa } = await import('execa');
  const { stderr, shortMessage } = await execa(java.java, [`-Djava.io.tmpdir=${temporary}`, ...java.options, ...main], {
    cancelSignal: signal,
    forceKillAfterDelay: 1000,
    reject: false,
    timeout: timeoutSeconds * 1000,
    stdin: 'ignore',
    stdout: 'ignore',
  });
  signal.throwIfAborted();
  // the program can exit with 0 and leave an empty file
  const text = await readFile(output, 'utf8').catch(() => '');
  const scores = new Map<ScoredItem, SpiceItem>();
  for (const { image_id, scores: found } of parsed(text, stderr, shortMessage)) {
    const { f, pr, re, tp, fp, fn } = found.All;
    if (typeof f === 'number') scores.set(items[image_id]!, { f, pr: pr ?? 0, re: re ?? 0, tp, fp, fn });
  }
  return scores;
}

interface ScorerOutput {
  image_id: number;
  scores: { All: { f: number | null; pr: number | null; re: number | null; tp: number; fp: number; fn: number } };
}

function parsed(text: string, stderr: string, shortMessage: string | undefined): ScorerOutput[] {
  try {
    return JSON.parse(text) as ScorerOutput[];
  } catch (cause) {
    const output = stderr.trim().split('\n').slice(-3).join('\n');
    throw new AccError('captioning/spice-failed', {
      message: `SPICE returned no scores: ${shortMessage ?? 'its output is empty'}`,
      hint: output || 'the program printed nothing; verify its files with: acc metrics install spice',
      cause,
    });
  }
}
