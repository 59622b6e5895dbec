import { AccError } from '../core/index.js';
import { mean } from '../statistics/index.js';
import { type CorpusScore, type ScoredItem, splitItems } from './item.js';
import { longest, type NgramCounts, ngramCounter } from './ngrams.js';

/**
 * CIDEr-D (Vedantam et al. 2015) as aac-metrics computes it: n-grams up to 4 words, no stemming, sigma 6, times 10. The
 * document frequency of an n-gram is the number of items with it in a reference, so every score depends on the whole set.
 * @param items tokenised; fewer than two is 'captioning/too-few-items', as each IDF would be ln 1 = 0
 * @returns scores in [0, 10]; the corpus value is the mean
 */
export function ciderD(items: readonly ScoredItem[]): CorpusScore {
  if (items.length < 2)
    throw new AccError('captioning/too-few-items', {
      message: `CIDEr-D needs at least two items, there ${items.length === 1 ? 'is one' : 'are none'}`,
      hint: 'n-grams are weighted by how few of the items have them',
    });
  const count = ngramCounter();
  const counted = splitItems(items).map(({ candidate, references }) => ({
    candidate: count(candidate),
    references: references.map(count),
  }));
  const idf = inverseDocumentFrequency(counted.map((item) => item.references));
  const scores = counted.map((item) => {
    const candidate = measured(item.candidate, idf);
    let sum = 0;
    for (const reference of item.references) sum += similarity(candidate, measured(reference, idf), idf);
    return (10 * sum) / item.references.length;
  });
  return { corpus: mean(scores), items: scores };
}

const sigma = 6;

type Idf = (gram: number) => number;

function inverseDocumentFrequency(referenceSets: readonly NgramCounts[][][]): Idf {
  const frequency: number[] = [];
  for (const references of referenceSets) {
    const seen = new Set<number>();
    for (const counts of references) for (const count of counts) for (const gram of count.keys()) seen.add(gram);
    for (const gram of seen) frequency[gram] = (frequency[gram] ?? 0) + 1;
  }
  const all = Math.log(referenceSets.length);
  const values = Array.from(frequency, (count) => all - Math.log(count ?? 1));
  return (gram) => values[gram] ?? all;
}

/** A text as n-gram counts, with the norm of its TF-IDF weights for each n and its length. */
interface Measured {
  counts: readonly NgramCounts[];
  norms: number[];
  /** the reference implementation takes the number of bigrams, not of words, for the length of a text */
  bigrams: number;
}

function measured(counts: readonly NgramCounts[], idf: Idf): Measured {
  const norms = counts.map((count) => {
    let squares = 0;
    for (const [gram, times] of count) squares += (times * idf(gram)) ** 2;
    return Math.sqrt(squares);
  });
  let bigrams = 0;
  for (const times of counts[1]!.values()) bigrams += times;
  return { counts, norms, bigrams };
}

/** Mean over n of the clipped cosine, lowered by how much the lengths differ. Clipping is one-sided, norms are not clipped. */
function similarity(candidate: Measured, reference: Measured, idf: Idf): number {
  const penalty = Math.exp(-((candidate.bigrams - reference.bigrams) ** 2) / (2 * sigma ** 2));
  let sum = 0;
  for (let k = 0; k < longest; k++) {
    let product = 0;
    for (const [gram, times] of candidate.counts[k]!) {
      const inReference = reference.counts[k]!.get(gram);
      if (inReference === undefined) continue;
      product += Math.min(times, inReference) * inReference * idf(gram) ** 2;
    }
    const norms = candidate.norms[k]! * reference.norms[k]!;
    sum += (norms === 0 ? product : product / norms) * penalty;
  }
  return sum / longest;
}
