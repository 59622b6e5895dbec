import { AccError } from '../core/index.js';
import { words } from './words.js';

/** A caption to score with its references; the metrics split on whitespace, so the texts must be tokenised. */
export interface ScoredItem {
  id: string;
  candidate: string;
  references: string[];
}

/** One metric over an evaluation set: the corpus value, which is not necessarily the mean, and the item values, in order. */
export interface CorpusScore {
  corpus: number;
  items: number[];
}

/** An item as lists of words. */
export interface SplitItem {
  candidate: string[];
  references: string[][];
}

/**
 * Splits items into words. No items is 'captioning/too-few-items'; an item without references, or with a reference without
 * words, is 'captioning/no-references'. An empty candidate is valid and counts.
 */
export function splitItems(items: readonly ScoredItem[]): SplitItem[] {
  if (items.length === 0) throw new AccError('captioning/too-few-items', { message: 'there are no captions to score' });
  return items.map((item) => {
    const references = item.references.map(words);
    const empty = references.findIndex((reference) => reference.length === 0);
    if (references.length > 0 && empty < 0) return { candidate: words(item.candidate), references };
    const what = references.length === 0 ? 'no reference caption' : `no word in reference ${empty + 1}`;
    throw new AccError('captioning/no-references', { message: `item ${item.id} has ${what}` });
  });
}
