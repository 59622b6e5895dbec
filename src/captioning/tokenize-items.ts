import type { ScoredItem } from './item.js';
import { tokenizeCaptions } from './ptb/index.js';

/** Candidates and references are two streams, each in the order of the items, as in aac-metrics. Errors like `tokenizeCaptions`. */
export function tokenizeItems(items: readonly ScoredItem[]): ScoredItem[] {
  const candidates = tokenizeCaptions(items.map(({ candidate }) => candidate));
  const references = tokenizeCaptions(items.flatMap((item) => item.references)).values();
  return items.map((item, index) => ({
    id: item.id,
    candidate: candidates[index]!,
    references: Array.from(item.references, () => references.next().value!),
  }));
}
