/** The longest n-gram that BLEU and CIDEr-D count. */
export const longest = 4;

/** How often each n-gram of one length stands in a text, by the n-gram's number. */
export type NgramCounts = Map<number, number>;

/** Counts the n-grams of 1, 2, 3 and 4 words of a text, in this order. */
export type NgramCounter = (words: readonly string[]) => NgramCounts[];

/**
 * A counter that gives equal n-grams equal numbers (from 0, without gaps) in all texts that it counts: numbers compare and
 * hash much faster than joined words. An n-gram is numbered by the n-gram before its last word and that word.
 */
export function ngramCounter(): NgramCounter {
  const ofWord = new Map<string, number>();
  const ofPair = new Map<number, number>();
  const numbered = <Key>(numbers: Map<Key, number>, key: Key): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const next = ofWord.size + ofPair.size;
    numbers.set(key, next);
    return next;
  };
  return (words) => {
    const single = words.map((word) => numbered(ofWord, word));
    const counts = [countOf(single)];
    let grams = single;
    for (let n = 2; n <= longest; n++) {
      grams = grams.slice(0, -1).map((gram, start) => numbered(ofPair, gram * pairBase + single[start + n - 1]!));
      counts.push(countOf(grams));
    }
    return counts;
  };
}

/** Pairs of numbers below this, 67 million n-grams, stay apart in a double. */
const pairBase = 2 ** 26;

function countOf(grams: readonly number[]): NgramCounts {
  const counts: NgramCounts = new Map();
  for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return counts;
}
