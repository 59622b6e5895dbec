import type { ScoredItem } from './item.js';
import { words } from './words.js';

/** The vocabularies of candidates and references. */
export interface Vocabulary {
  /** distinct words in all candidates, and in all references */
  candidates: number;
  references: number;
  /** candidates / references */
  ratio: number;
  /** precision: fraction of the candidates' words in the references; recall: the reverse; F1 and Jaccard index */
  precision: number;
  recall: number;
  f1: number;
  jaccard: number;
}

/** The distinct words of all candidates. @param items tokenised */
export function candidateWords(items: readonly Pick<ScoredItem, 'candidate'>[]): Set<string> {
  return new Set(items.flatMap(({ candidate }) => words(candidate)));
}

/**
 * Compares the vocabulary of a system with that of the references, as in aac-metrics (without mrefs_avg, which depends on PyTorch's
 * random numbers).
 * @param items tokenised
 * @returns counts, and fractions in [0, 1], 0 if nothing is shared
 */
export function vocabulary(items: readonly ScoredItem[]): Vocabulary {
  const used = candidateWords(items);
  const known = new Set(items.flatMap(({ references }) => references.flatMap(words)));
  const shared = [...used].filter((word) => known.has(word)).length;
  const share = (of: number): number => (of === 0 ? 0 : shared / of);
  const [precision, recall] = [share(used.size), share(known.size)];
  return {
    candidates: used.size,
    references: known.size,
    ratio: known.size === 0 ? 0 : used.size / known.size,
    precision,
    recall,
    f1: shared === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    jaccard: share(used.size + known.size - shared),
  };
}
