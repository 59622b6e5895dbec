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
  refuseOne(items.length);
  return numberedCiderD(numberItems(items));
}

/** As `ciderD`, of items whose n-grams are numbered already. */
export function numberedCiderD({ items, grams }: NumberedItems): CorpusScore {
  refuseOne(items.length);
  const work: Work = { idf: inverseDocumentFrequency(items, grams), times: new Uint32Array(grams) };
  const scores = items.map(({ candidate, references }) => {
    const said = measured(candidate, work);
    let sum = 0;
    for (const reference of references) sum += similarity(said, measured(reference, work), work);
    return (10 * sum) / references.length;
  });
  return { corpus: mean(scores), items: scores };
}

function refuseOne(items: number): void {
  if (items >= 2) return;
  throw new AccError('captioning/too-few-items', {
    message: `CIDEr-D needs at least two items, there ${items === 1 ? 'is one' : 'are none'}`,
    hint: 'n-grams are weighted by how few of the items have them',
  });
}

const sigma = 6;

interface Work {
  idf: Float64Array;
  /** all zero between uses */
  times: Uint32Array;
}

function inverseDocumentFrequency(items: readonly NumberedItem[], grams: number): Float64Array {
  const idf = new Float64Array(grams);
  const lastItem = new Int32Array(grams).fill(-1);
  for (const [number, { references }] of items.entries())
    for (const reference of references)
      for (const order of reference)
        for (let i = 0; i < order.length; i++) {
          const gram = order[i]!;
          if (lastItem[gram] === number) continue;
          lastItem[gram] = number;
          idf[gram]!++;
        }
  const all = Math.log(items.length);
  for (let gram = 0; gram < grams; gram++) idf[gram] = all - Math.log(Math.max(1, idf[gram]!));
  return idf;
}

/** A text as its distinct n-grams, for each n, with the norm of their TF-IDF weights. */
interface Measured {
  grams: Int32Array[];
  times: Uint32Array[];
  norms: Float64Array;
  /** the reference implementation takes the number of bigrams, not of words, for the length of a text */
  bigrams: number;
}

function measured(text: NumberedText, { idf, times }: Work): Measured {
  const grams: Int32Array[] = [];
  const counts: Uint32Array[] = [];
  const norms = new Float64Array(longest);
  for (let k = 0; k < longest; k++) {
    const order = text[k]!;
    const distinct = new Int32Array(order.length);
    let size = 0;
    for (let i = 0; i < order.length; i++) if (times[order[i]!]!++ === 0) distinct[size++] = order[i]!;
    const count = new Uint32Array(size);
    let squares = 0;
    for (let i = 0; i < size; i++) {
      const gram = distinct[i]!;
      const weight = times[gram]! * idf[gram]!;
      squares += weight * weight;
      count[i] = times[gram]!;
      times[gram] = 0;
    }
    grams.push(distinct.subarray(0, size));
    counts.push(count);
    norms[k] = Math.sqrt(squares);
  }
  return { grams, times: counts, norms, bigrams: text[1]!.length };
}

/** Mean over n of the clipped cosine, lowered by how much the lengths differ. Clipping is one-sided, norms are not clipped. */
function similarity(candidate: Measured, reference: Measured, { idf, times }: Work): number {
  const penalty = Math.exp(-((candidate.bigrams - reference.bigrams) ** 2) / (2 * sigma ** 2));
  let sum = 0;
  for (let k = 0; k < longest; k++) {
    const [mine, theirs] = [candidate.grams[k]!, reference.grams[k]!];
    for (let i = 0; i < theirs.length; i++) times[theirs[i]!] = reference.times[k]![i]!;
    let product = 0;
    for (let i = 0; i < mine.length; i++) {
      const gram = mine[i]!;
      const inReference = times[gram]!;
      if (inReference > 0) product += Math.min(candidate.times[k]![i]!, inReference) * inReference * idf[gram]! ** 2;
    }
    for (let i = 0; i < theirs.length; i++) times[theirs[i]!] = 0;
    const norms = candidate.norms[k]! * reference.norms[k]!;
    sum += (norms === 0 ? product : product / norms) * penalty;
  }
  return sum / longest;
}
