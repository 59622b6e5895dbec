import { mean } from '../statistics/index.js';
import type { CorpusScore, ScoredItem } from './item.js';
import { type NumberedItem, type NumberedItems, type NumberedText, numberItems } from './ngrams.js';

/**
 * ROUGE-L (Lin 2004) as aac-metrics computes it: the best precision and the best recall over the references,
 * separately, combined by an F-measure with beta 1.2.
 * @param items tokenised
 * @returns scores in [0, 1]; the corpus value is the mean, an empty candidate scores 0
 */
export function rougeL(items: readonly ScoredItem[]): CorpusScore {
  return numberedRougeL(numberItems(items));
}

/** Like `rougeL`, for items with numbered words. */
export function numberedRougeL({ items, texts, grams }: NumberedItems): CorpusScore {
  const row = new Uint32Array(1 + texts.reduce((most, { words }) => Math.max(most, words), 0));
  const scores = items.map((item) => itemScore(item, grams, row));
  return { corpus: mean(scores), items: scores };
}

const beta = 1.2;

function itemScore({ candidate, references }: NumberedItem, grams: Int32Array, row: Uint32Array): number {
  let precision = 0;
  let recall = 0;
  for (const reference of references) {
    const common = commonSubsequence(candidate, reference, grams, row);
    if (common === 0) continue;
    precision = Math.max(precision, common / candidate.words);
    recall = Math.max(recall, common / reference.words);
  }
  return precision === 0 ? 0 : ((1 + beta ** 2) * precision * recall) / (recall + beta ** 2 * precision);
}

/** Length of the longest common subsequence, one row of the table at a time. @param row buffer for the row */
function commonSubsequence(a: NumberedText, b: NumberedText, grams: Int32Array, row: Uint32Array): number {
  row.fill(0, 0, b.words + 1);
  for (let i = 0; i < a.words; i++) {
    const word = grams[a.starts[0] + i]!;
    let diagonal = 0;
    for (let j = 0; j < b.words; j++) {
      const above = row[j + 1]!;
      row[j + 1] = word === grams[b.starts[0] + j] ? diagonal + 1 : Math.max(above, row[j]!);
      diagonal = above;
    }
  }
  return row[b.words]!;
}
