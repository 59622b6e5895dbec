import type { Word } from './lexicon.js';

/** How two words may match, as bits. */
export const relation = { exact: 1, stem: 2, synonym: 4 } as const;

/**
 * How two words may match. What was found of the first words seen, which are the frequent ones, is kept: captions of a set
 * share some thousand words, and pairs of them come again a thousand times.
 */
export function relations(): (a: Word, b: Word) => number {
  const found = new Uint8Array(kept * kept);
  return (a, b) => {
    if (a.number >= kept || b.number >= kept) return related(a, b);
    const at = a.number * kept + b.number;
    // the bit beyond the three says that the pair was looked at
    if (found[at] === 0) found[at] = related(a, b) | 8;
    return found[at]! & 7;
  };
}

/** Words whose pairs are kept: 16 MB of memory, touched as it is needed. */
const kept = 4096;

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
