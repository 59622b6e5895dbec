import type { CorpusScore, ScoredItem } from './item.js';
import { longest, type NumberedItem, type NumberedItems, type NumberedText, numberItems } from './ngrams.js';

/**
 * What BLEU needs of an item; corpus BLEU is the formula over the sums of any set of items: words of the candidate; words of
 * the reference whose length is closest to it, the shorter one of two equally close; n-grams of the candidate, for n = 1 to
 * 4; those found in a reference, each counted at most as often as in the reference that has most of it. 10 numbers.
 */
export type BleuStatistics = ArrayLike<number>;

export const bleuStatisticsLength: number = 2 + 2 * longest;

/**
 * BLEU-1 to BLEU-4 (Papineni et al. 2002) as aac-metrics computes them: option "closest", smoothed by 1e-15 and 1e-9.
 * @param items tokenised
 * @returns four scores in [0, 1]; the corpus value comes from summed counts and is not the mean of the items
 */
export function bleu(items: readonly ScoredItem[]): CorpusScore[] {
  return bleuScores(bleuStatistics(numberItems(items)));
}

/** The four scores from the items' statistics. */
export function bleuScores(statistics: readonly BleuStatistics[]): CorpusScore[] {
  const sums = new Float64Array(bleuStatisticsLength);
  for (const item of statistics) for (let i = 0; i < sums.length; i++) sums[i]! += item[i]!;
  const each = statistics.map(bleuOf);
  return bleuOf(sums).map((value, index) => ({ corpus: value, items: each.map((item) => item[index]!) }));
}

/** BLEU-1 to BLEU-4 of one item's statistics, or of sums over items. */
export function bleuOf(statistics: BleuStatistics): number[] {
  const [candidateWords, referenceWords] = [statistics[0]!, statistics[1]!];
  const ratio = (candidateWords + tiny) / (referenceWords + small);
  const brevity = ratio < 1 ? Math.exp(1 - 1 / ratio) : 1;
  let product = 1;
  return Array.from({ length: longest }, (_, k) => {
    product *= (statistics[2 + longest + k]! + tiny) / (statistics[2 + k]! + small);
    return product ** (1 / (k + 1)) * brevity;
  });
}

const tiny = 1e-15;
const small = 1e-9;

/** The sufficient statistics of each item, for resampling. */
export function bleuStatistics({ items, grams }: NumberedItems): BleuStatistics[] {
  const most = new Uint32Array(grams);
  const times = new Uint32Array(grams);
  return items.map((item) => itemStatistics(item, most, times));
}

/** @param most @param times all zero, for counting; zero again afterwards */
function itemStatistics(
  { candidate, references }: NumberedItem,
  most: Uint32Array,
  times: Uint32Array,
): BleuStatistics {
  const found = new Float64Array(bleuStatisticsLength);
  const words = candidate[0]!.length;
  found[0] = words;
  found[1] = closest(words, references);
  for (let k = 0; k < longest; k++) {
    found[2 + k] = Math.max(0, words - k);
    found[2 + longest + k] = clippedMatches(candidate[k]!, references, k, most, times);
  }
  return found;
}

function clippedMatches(
  candidate: Int32Array,
  references: readonly NumberedText[],
  order: number,
  most: Uint32Array,
  times: Uint32Array,
): number {
  for (const reference of references) {
    const grams = reference[order]!;
    for (let i = 0; i < grams.length; i++) {
      const count = ++times[grams[i]!]!;
      if (count > most[grams[i]!]!) most[grams[i]!] = count;
    }
    for (let i = 0; i < grams.length; i++) times[grams[i]!] = 0;
  }
  let matches = 0;
  for (let i = 0; i < candidate.length; i++)
    if (most[candidate[i]!]! > 0) {
      most[candidate[i]!]!--;
      matches++;
    }
  for (const reference of references) for (const gram of reference[order]!) most[gram] = 0;
  return matches;
}

function closest(length: number, references: readonly NumberedText[]): number {
  return references
    .map(([words]) => words!.length)
    .reduce((best, other) => {
      const nearer = Math.abs(other - length) - Math.abs(best - length);
      return nearer < 0 || (nearer === 0 && other < best) ? other : best;
    });
}
