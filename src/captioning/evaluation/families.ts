import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { bleuScores, bleuStatistics, bleuStatisticsLength } from '../bleu.js';
import type { CorpusScore, ScoredItem } from '../item.js';
import { type MeteorData, type MeteorStatistics, meteorOf, meteorStatistics, sumStatistics } from '../meteor/index.js';
import type { NumberedItems } from '../ngrams.js';
import { candidateWords } from '../vocabulary.js';
import type { Statistic } from './corpus-value.js';
import type { ToolOptions } from './tools.js';

/** Metrics computed from the same statistics, with those statistics for resampling. */
export interface Family {
  scores: Record<string, CorpusScore>;
  /** one entry per item */
  columns(): Float64Array[];
  /** how each corpus value follows from sums of the columns; empty without columns */
  statistics: Readonly<Record<string, Statistic>>;
}

/** A family with its columns and their place among those of all families. */
export interface ResampledFamily {
  family: Family;
  columns: Float64Array[];
  start: number;
  end: number;
}

/** The families that can be resampled, with their columns. */
export function resampledFamilies(families: readonly Family[]): ResampledFamily[] {
  let start = 0;
  return families.flatMap((family) => {
    const columns = family.columns();
    if (columns.length === 0) return [];
    const placed = { family, columns, start, end: start + columns.length };
    start = placed.end;
    return placed;
  });
}

export function bleuFamily(items: NumberedItems): Family {
  const statistics = bleuStatistics(items);
  const [bleu_1, bleu_2, bleu_3, bleu_4] = bleuScores(statistics);
  return {
    scores: { bleu_1: bleu_1!, bleu_2: bleu_2!, bleu_3: bleu_3!, bleu_4: bleu_4! },
    columns: () => transposed(statistics, bleuStatisticsLength),
    statistics: { bleu_1: 'bleu_1', bleu_2: 'bleu_2', bleu_3: 'bleu_3', bleu_4: 'bleu_4' },
  };
}

/** A metric whose corpus value is the mean of its item scores. */
export function meanFamily(name: string, score: CorpusScore): Family {
  return {
    scores: { [name]: score },
    columns: () => [Float64Array.from(score.items)],
    statistics: { [name]: 'mean' },
  };
}

/** Distinct words of all candidates. A resample has fewer of them than the set, so that there is no interval: no columns. */
export function vocabularyFamily(items: readonly ScoredItem[]): Family {
  const each = items.map((item) => candidateWords([item]).size);
  return { scores: { vocab: { corpus: candidateWords(items).size, items: each } }, columns: () => [], statistics: {} };
}

/** METEOR takes seconds for a large set: between batches it yields to the event loop and reports progress, so that it can be aborted. */
export async function meteorFamily(
  items: readonly ScoredItem[],
  data: MeteorData,
  { signal, onProgress }: ToolOptions,
): Promise<Family> {
  const statistics: MeteorStatistics[] = [];
  while (statistics.length < items.length) {
    await yieldToEventLoop();
    signal.throwIfAborted();
    statistics.push(...meteorStatistics(items.slice(statistics.length, statistics.length + batchSize), data));
    onProgress?.({ done: statistics.length, total: items.length, note: 'METEOR' });
  }
  return {
    scores: { meteor: { corpus: meteorOf(sumStatistics(statistics)), items: statistics.map(meteorOf) } },
    columns: () =>
      transposed(
        statistics.map((one) => sumStatistics([one])),
        statistics[0]!.length,
      ),
    statistics: { meteor: 'meteor' },
  };
}

/** Items that METEOR scores in about 0.05 s. */
const batchSize = 200;

function transposed(rows: readonly ArrayLike<number>[], length: number): Float64Array[] {
  return Array.from({ length }, (_, column) => Float64Array.from(rows, (row) => row[column]!));
}
