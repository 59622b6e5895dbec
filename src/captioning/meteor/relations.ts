import type { Word } from './lexicon.js';

/** Kinds of word matches, as bits. */
export const relation = { exact: 1, stem: 2, synonym: 4 } as const;

/**
 * Returns a function that relates two words. Results for the first words seen, which are the frequent ones, are cached: captions of a set
 * share a few thousand words, whose pairs recur thousands of times.
 */
export function relations(): (a: Word, b: Word) => number {
  const found = new Uint8Array(cacheSize * cacheSize);
  return (a, b) => {
    if (a.number >= cacheSize || b.number >= cacheSize) return related(a, b);
    const at = a.number * cacheSize + b.number;
    // the fourth bit marks a cached pair
    if (found[at] === 0) found[at] = related(a, b) | 8;
    return found[at]! & 7;
  };
}

/** Number of words with cached pairs: 16 MB of memory, allocated lazily by the system. */
const cacheSize = 4096;

function related(a: Word, b: Word): number {
  if (a.hash === b.hash) return relation.exact;
  return (a.stemHash === b.stemHash ? relation.stem : 0) | (shareOne(a.synsets, b.synsets) ? relation.synonym : 0);
}

/** Whether two sorted lists have a number in common. */
function shareOne(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    if (a[i] === b[k]) return true;
    if (a[i]! < b[k]!) i++;
    else k++;
  }
  return false;
}
