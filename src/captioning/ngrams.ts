import { type ScoredItem, splitItems } from './item.js';
import { pairNumbers, widened } from './pair-numbers.js';

/** The longest n-gram that BLEU and CIDEr-D count. */
export const longest = 4 as const;

/**
 * Items whose n-grams are numbered: equal n-grams of all texts have equal numbers, from 0 without gaps. They are stored in one array,
 * as millions of small ones would cost more than the metrics.
 */
export interface NumberedItems {
  /** for each text its words, then its n-grams of 2, 3 and 4 words, in the order of the text */
  grams: Int32Array;
  texts: NumberedText[];
  items: NumberedItem[];
  /** number of distinct n-grams */
  distinct: number;
}

/** The position of a text's n-grams. */
export interface NumberedText {
  words: number;
  /** start for n = 1 to 4; the last entry is the end of the text */
  starts: readonly [number, number, number, number, number];
}

export interface NumberedItem {
  candidate: NumberedText;
  references: NumberedText[];
}

/**
 * Numbers the n-grams of all texts: numbers are compared and counted much faster than joined words. An n-gram is identified by the
 * n-gram before its last word and that word.
 * @throws AccError like `splitItems`
 */
export function numberItems(items: readonly ScoredItem[]): NumberedItems {
  const ofWord = new Map<string, number>();
  const table = pairNumbers();
  let grams = new Int32Array(1 << 16);
  let end = 0;
  const texts: NumberedText[] = [];
  const numbered = (words: readonly string[]): NumberedText => {
    const { length } = words;
    while (grams.length < end + longest * length) grams = widened(grams, 2 * grams.length);
    const first = end;
    for (let i = 0; i < length; i++) {
      const word = words[i]!;
      let number = ofWord.get(word);
      if (number === undefined) {
        number = table.next();
        ofWord.set(word, number);
      }
      grams[end++] = number;
    }
    const starts: [number, number, number, number, number] = [first, end, end, end, end];
    for (let n = 2; n <= longest; n++) {
      const shorter = starts[n - 2]!;
      for (let i = 0; i + n <= length; i++)
        grams[end++] = table.numberOf(grams[shorter + i]!, grams[first + i + n - 1]!);
      starts[n] = end;
      for (let later = n; later <= longest; later++) starts[later] = end;
    }
    const text = { words: length, starts };
    texts.push(text);
    return text;
  };
  const all = splitItems(items).map(({ candidate, references }) => ({
    candidate: numbered(candidate),
    references: references.map(numbered),
  }));
  return { grams, texts, items: all, distinct: table.size() };
}
