import type { ScoredItem } from './item.js';
import { words } from './words.js';

/** Words that candidates and references use. */
export interface Vocabulary {
  /** distinct words in all candidates, and in all references */
  candidates: number;
  references: number;
  /** candidates / references */
  ratio: number;
  /** share of the candidates' words that a reference has, of the references' that a candidate has, and what is made of the two */
  precision: number;
  recall: number;
  f1: number;
  jaccard: number;
}

/**
 * The vocabulary of a system beside that of the references, as aac-metrics counts it (its mrefs_avg, which depends on the random
 * numbers of PyTorch, is left out).
 * @param items tokenised
 * @returns counts, and shares in [0, 1], 0 where nothing is shared
 */
export function vocabulary(items: readonly ScoredItem[]): Vocabulary {
  const said = new Set(items.flatMap(({ candidate }) => words(candidate)));
  const known = new Set(items.flatMap(({ references }) => references.flatMap(words)));
  const shared = [...said].filter((word) => known.has(word)).length;
  const share = (of: number): number => (of === 0 ? 0 : shared / of);
  const [precision, recall] = [share(said.size), share(known.size)];
  return {
    candidates: said.size,
    references: known.size,
    ratio: known.size === 0 ? 0 : said.size / known.size,
    precision,
    recall,
    f1: shared === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    jaccard: share(said.size + known.size - shared),
  };
}
