import { bleuOf, bleuStatistics } from './bleu.js';
import { inverseDocumentFrequency, numberedCiderD } from './cider-d.js';
import type { ScoredItem } from './item.js';
import { longest, type NumberedItem, type NumberedItems, numberItems } from './ngrams.js';
import { numberedRougeL } from './rouge-l.js';
import { tokenizeItems } from './tokenize-items.js';
import { words } from './words.js';

/** What BLEU, ROUGE-L and CIDEr-D see in one caption of a set. */
export interface ExplainedCaption {
  /** of the candidate */
  tokens: string[];
  /** of each reference */
  references: string[][];
  /** BLEU-1 to BLEU-4 of this item alone, in [0, 1] */
  bleu: number[];
  /** in [0, 1] */
  rougeL: number;
  /** in [0, 10]; IDF weights are those of the whole set */
  ciderD: number;
  /** the candidate's n-grams of 1 to 4 words, in the order of the text */
  ngrams: ExplainedNgram[][];
}

export interface ExplainedNgram {
  text: string;
  /** whether BLEU counts it: it occurs in a reference, at least as often as so far in the candidate */
  matched: boolean;
  /** its weight in CIDEr-D: ln (number of items / number of items with it in a reference, at least 1) */
  idf: number;
}

/**
 * Explains the scores of one item. They are those that `bleu`, `rougeL` and `ciderD` give for the set.
 * @param items at least two, not tokenised
 * @param index of the item to explain
 * @throws AccError like `tokenizeItems`, `splitItems` and `ciderD`
 */
export function explainCaption(items: readonly ScoredItem[], index: number): ExplainedCaption {
  const tokenized = tokenizeItems(items);
  const { candidate, references } = tokenized[index]!;
  const numbered = numberItems(tokenized);
  const item = numbered.items[index]!;
  const tokens = words(candidate);
  const idf = inverseDocumentFrequency(numbered);
  return {
    tokens,
    references: references.map(words),
    bleu: bleuOf(bleuStatistics({ ...numbered, items: [item] })[0]!),
    rougeL: numberedRougeL({ ...numbered, items: [item] }).corpus,
    ciderD: numberedCiderD({ ...numbered, items: [item] }, idf).corpus,
    ngrams: Array.from({ length: longest }, (_, k) => ngramsOf(item, k, tokens, numbered, idf)),
  };
}

function ngramsOf(
  { candidate, references }: NumberedItem,
  k: number,
  tokens: readonly string[],
  { grams }: NumberedItems,
  idf: Float64Array,
): ExplainedNgram[] {
  const gramsOf = ({ starts }: NumberedItem['candidate']): Int32Array => grams.subarray(starts[k]!, starts[k + 1]!);
  const left = new Map<number, number>();
  for (const reference of references)
    for (const [gram, count] of counts(gramsOf(reference))) left.set(gram, Math.max(count, left.get(gram) ?? 0));
  return Array.from(gramsOf(candidate), (gram, start) => {
    const remaining = left.get(gram) ?? 0;
    if (remaining > 0) left.set(gram, remaining - 1);
    return { text: tokens.slice(start, start + k + 1).join(' '), matched: remaining > 0, idf: idf[gram]! };
  });
}

function counts(grams: Int32Array): Map<number, number> {
  const found = new Map<number, number>();
  for (const gram of grams) found.set(gram, (found.get(gram) ?? 0) + 1);
  return found;
}
