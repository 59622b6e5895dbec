import { AccError } from '../core/index.js';
import { mean } from '../statistics/index.js';
import type { CorpusScore, ScoredItem } from './item.js';
import { longest, type NumberedItem, type NumberedItems, type NumberedText, numberItems } from './ngrams.js';

/**
 * CIDEr-D (Vedantam et al. 2015) as aac-metrics computes it: n-grams up to 4 words, no stemming, sigma 6, times 10. The
 * document frequency of an n-gram is the number of items with it in a reference, so every score depends on the whole set.
 * @param items tokenised; fewer than two is 'captioning/too-few-items', as each IDF would be ln 1 = 0
 * @returns scores in [0, 10]; the corpus value is the mean
 */
export function ciderD(items: readonly ScoredItem[]): CorpusScore {
  assertTwoItems(items.length);
  return numberedCiderD(numberItems(items));
}

/**
 * Like `ciderD`, for items with numbered n-grams.
 * @param idf of each n-gram, where it is not that of the items
 */
export function numberedCiderD(numbered: NumberedItems, idf?: Float64Array): CorpusScore {
  const { items, grams, distinct } = numbered;
  if (!idf) assertTwoItems(items.length);
  const work: Work = {
    grams,
    idf: idf ?? inverseDocumentFrequency(numbered),
    mine: new Uint32Array(distinct),
    theirs: new Uint32Array(distinct),
  };
  const scores = items.map((item) => itemScore(item, work));
  return { corpus: mean(scores), items: scores };
}

function assertTwoItems(items: number): void {
  if (items >= 2) return;
  throw new AccError('captioning/too-few-items', {
    message: `CIDEr-D needs at least two items, not ${items}`,
    hint: 'n-grams are weighted by their inverse document frequency over the items',
  });
}

const sigma = 6;

interface Work {
  grams: Int32Array;
  idf: Float64Array;
  /** counts, all zero between uses: in the candidate and in the current reference */
  mine: Uint32Array;
  theirs: Uint32Array;
}

/** The weight of each n-gram: ln (number of items / number of items with it in a reference, at least 1). */
export function inverseDocumentFrequency({ items, grams, distinct }: NumberedItems): Float64Array {
  const idf = new Float64Array(distinct);
  const lastItem = new Int32Array(distinct).fill(-1);
  for (const [number, { references }] of items.entries())
    for (const { starts } of references)
      for (let i = starts[0]; i < starts[longest]; i++) {
        const gram = grams[i]!;
        if (lastItem[gram] === number) continue;
        lastItem[gram] = number;
        idf[gram]!++;
      }
  const all = Math.log(items.length);
  for (let gram = 0; gram < distinct; gram++) idf[gram] = all - Math.log(Math.max(1, idf[gram]!));
  return idf;
}

/**
 * Mean over references and n of the clipped cosine, with a penalty for the length difference, times 10. Clipping is one-sided,
 * norms are not clipped. Sums run over the occurrences of an n-gram, each with its share.
 */
function itemScore({ candidate, references }: NumberedItem, work: Work): number {
  const { mine, theirs } = work;
  let sum = 0;
  for (let k = 0; k < longest; k++) {
    count(candidate, k, mine, work);
    const norm = squares(candidate, k, mine, work);
    for (const reference of references) {
      count(reference, k, theirs, work);
      const norms = Math.sqrt(norm) * Math.sqrt(squares(reference, k, theirs, work));
      const product = clippedProduct(candidate, k, work);
      sum += (norms === 0 ? product : product / norms) * penalty(candidate, reference);
      clear(reference, k, theirs, work);
    }
    clear(candidate, k, mine, work);
  }
  return (10 * sum) / longest / references.length;
}

/** The reference implementation uses the number of bigrams, not of words, as the length of a text. */
function penalty(candidate: NumberedText, reference: NumberedText): number {
  const difference = Math.max(0, candidate.words - 1) - Math.max(0, reference.words - 1);
  return Math.exp(-(difference ** 2) / (2 * sigma ** 2));
}

function count({ starts }: NumberedText, k: number, times: Uint32Array, { grams }: Work): void {
  for (let i = starts[k]!; i < starts[k + 1]!; i++) times[grams[i]!]!++;
}

function clear({ starts }: NumberedText, k: number, times: Uint32Array, { grams }: Work): void {
  for (let i = starts[k]!; i < starts[k + 1]!; i++) times[grams[i]!] = 0;
}

function squares({ starts }: NumberedText, k: number, times: Uint32Array, { grams, idf }: Work): number {
  let sum = 0;
  for (let i = starts[k]!; i < starts[k + 1]!; i++) {
    const gram = grams[i]!;
    sum += times[gram]! * idf[gram]! * idf[gram]!;
  }
  return sum;
}

function clippedProduct({ starts }: NumberedText, k: number, { grams, idf, mine, theirs }: Work): number {
  let sum = 0;
  for (let i = starts[k]!; i < starts[k + 1]!; i++) {
    const gram = grams[i]!;
    const other = theirs[gram]!;
    if (other > 0) sum += (Math.min(mine[gram]!, other) * other * idf[gram]! * idf[gram]!) / mine[gram]!;
  }
  return sum;
}
