import { type CorpusScore, type ScoredItem, type SplitItem, splitItems } from './item.js';
import { longest, ngramCounter } from './ngrams.js';

/** What BLEU needs of an item; corpus BLEU is the formula over their sums, for any set of items. */
export interface BleuStatistics {
  candidateWords: number;
  /** words of the reference whose length is closest to the candidate's, the shorter one of two equally close */
  referenceWords: number;
  /** n-grams of the candidate, for n = 1 to 4 */
  guessed: number[];
  /** those found in a reference, each counted at most as often as in the reference that has most of it */
  correct: number[];
}

/**
 * BLEU-1 to BLEU-4 (Papineni et al. 2002) as aac-metrics computes them: option "closest", smoothed by 1e-15 and 1e-9.
 * @param items tokenised
 * @returns four scores in [0, 1]; the corpus value comes from summed counts and is not the mean of the items
 */
export function bleu(items: readonly ScoredItem[]): CorpusScore[] {
  return bleuScores(bleuStatistics(items));
}

/** The four scores from what `bleuStatistics` gave. */
export function bleuScores(statistics: readonly BleuStatistics[]): CorpusScore[] {
  const corpus = bleuOf(statistics);
  const each = statistics.map((item) => bleuOf([item]));
  return corpus.map((value, index) => ({ corpus: value, items: each.map((item) => item[index]!) }));
}

/** The sufficient statistics of each item, for resampling. */
export function bleuStatistics(items: readonly ScoredItem[]): BleuStatistics[] {
  return splitItems(items).map(itemStatistics);
}

/** BLEU-1 to BLEU-4 over the items whose statistics are given. */
export function bleuOf(items: readonly BleuStatistics[]): number[] {
  let candidateWords = 0;
  let referenceWords = 0;
  const guessed = new Float64Array(longest);
  const correct = new Float64Array(longest);
  for (const item of items) {
    candidateWords += item.candidateWords;
    referenceWords += item.referenceWords;
    for (let k = 0; k < longest; k++) {
      guessed[k]! += item.guessed[k]!;
      correct[k]! += item.correct[k]!;
    }
  }
  const ratio = (candidateWords + tiny) / (referenceWords + small);
  const brevity = ratio < 1 ? Math.exp(1 - 1 / ratio) : 1;
  let product = 1;
  return Array.from(correct, (count, k) => {
    product *= (count + tiny) / (guessed[k]! + small);
    return product ** (1 / (k + 1)) * brevity;
  });
}

const tiny = 1e-15;
const small = 1e-9;

function itemStatistics({ candidate, references }: SplitItem): BleuStatistics {
  const count = ngramCounter();
  const inReferences = references.map(count);
  const correct = count(candidate).map((counts, k) => {
    let sum = 0;
    for (const [gram, times] of counts) {
      const most = Math.max(...inReferences.map((reference) => reference[k]!.get(gram) ?? 0));
      sum += Math.min(times, most);
    }
    return sum;
  });
  return {
    candidateWords: candidate.length,
    referenceWords: closest(
      candidate.length,
      references.map((reference) => reference.length),
    ),
    guessed: Array.from({ length: longest }, (_, k) => Math.max(0, candidate.length - k)),
    correct,
  };
}

function closest(length: number, references: readonly number[]): number {
  return references.reduce((best, other) => {
    const nearer = Math.abs(other - length) - Math.abs(best - length);
    return nearer < 0 || (nearer === 0 && other < best) ? other : best;
  });
}
