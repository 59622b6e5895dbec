import type { CorpusScore, ScoredItem } from './item.js';
import { longest, type NumberedItem, type NumberedItems, type NumberedText, numberItems } from './ngrams.js';

/**
 * The sufficient statistics of BLEU for an item; corpus BLEU is the formula applied to the sums over items: words of the candidate; words of
 * the reference with the closest length, the shorter one of two equally close; n-grams of the candidate, for n = 1 to
 * 4; n-grams found in a reference, clipped to their maximum count in any reference. 10 numbers.
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
export function bleuStatistics(items: NumberedItems): BleuStatistics[] {
  const work: Work = {
    grams: items.grams,
    most: new Uint32Array(items.distinct),
    times: new Uint32Array(items.distinct),
  };
  return items.items.map((item) => itemStatistics(item, work));
}

interface Work {
  grams: Int32Array;
  /** counts, all zero between uses: the maximum over references, and those in the current one */
  most: Uint32Array;
  times: Uint32Array;
}

function itemStatistics({ candidate, references }: NumberedItem, work: Work): BleuStatistics {
  const found = new Float64Array(bleuStatisticsLength);
  found[0] = candidate.words;
  found[1] = closest(candidate.words, references);
  for (let k = 0; k < longest; k++) found[2 + k] = Math.max(0, candidate.words - k);
  for (let k = 0, matches = 1; k < longest && matches > 0; k++) {
    // without a common n-gram there is no longer one
    matches = clippedMatches(candidate, references, k, work);
    found[2 + longest + k] = matches;
  }
  return found;
}

function clippedMatches(
  candidate: NumberedText,
  references: readonly NumberedText[],
  k: number,
  { grams, most, times }: Work,
): number {
  for (const { starts } of references) {
    for (let i = starts[k]!; i < starts[k + 1]!; i++) {
      const gram = grams[i]!;
      const count = ++times[gram]!;
      if (count > most[gram]!) most[gram] = count;
    }
    for (let i = starts[k]!; i < starts[k + 1]!; i++) times[grams[i]!] = 0;
  }
  let matches = 0;
  for (let i = candidate.starts[k]!; i < candidate.starts[k + 1]!; i++) {
    const gram = grams[i]!;
    if (most[gram]! === 0) continue;
    most[gram]!--;
    matches++;
  }
  for (const { starts } of references) for (let i = starts[k]!; i < starts[k + 1]!; i++) most[grams[i]!] = 0;
  return matches;
}

function closest(length: number, references: readonly NumberedText[]): number {
  let best = references[0]!.words;
  for (const { words } of references) {
    const nearer = Math.abs(words - length) - Math.abs(best - length);
    if (nearer < 0 || (nearer === 0 && words < best)) best = words;
  }
  return best;
}
