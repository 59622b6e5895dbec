import { mean } from '../statistics/index.js';
import type { CorpusScore, ScoredItem } from './item.js';
import { type NumberedItem, type NumberedItems, numberItems } from './ngrams.js';

/**
 * ROUGE-L (Lin 2004) as aac-metrics computes it: the best precision and the best recall over the references, each for
 * itself, joined by an F-measure with beta 1.2.
 * @param items tokenised
 * @returns scores in [0, 1]; the corpus value is the mean, an empty candidate scores 0
 */
export function rougeL(items: readonly ScoredItem[]): CorpusScore {
  return numberedRougeL(numberItems(items));
}

/** As `rougeL`, of items whose words are numbered already. */
export function numberedRougeL({ items }: NumberedItems): CorpusScore {
  const scores = items.map(itemScore);
  return { corpus: mean(scores), items: scores };
}

const beta = 1.2;

function itemScore({ candidate: [candidate], references }: NumberedItem): number {
  let precision = 0;
  let recall = 0;
  for (const [reference] of references) {
    const common = commonSubsequence(candidate!, reference!);
    if (common === 0) continue;
    precision = Math.max(precision, common / candidate!.length);
    recall = Math.max(recall, common / reference!.length);
  }
  return precision === 0 ? 0 : ((1 + beta ** 2) * precision * recall) / (recall + beta ** 2 * precision);
}

/** Length of the longest common subsequence, one row of the table at a time. */
function commonSubsequence(a: Int32Array, b: Int32Array): number {
  const row = new Uint32Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const word = a[i]!;
    let diagonal = 0;
    for (let j = 0; j < b.length; j++) {
      const above = row[j + 1]!;
      row[j + 1] = word === b[j] ? diagonal + 1 : Math.max(above, row[j]!);
      diagonal = above;
    }
  }
  return row[b.length]!;
}
