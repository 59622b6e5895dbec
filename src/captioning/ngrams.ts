import { type ScoredItem, splitItems } from './item.js';

/** The longest n-gram that BLEU and CIDEr-D count. */
export const longest = 4;

/**
 * Items whose n-grams are numbered: equal n-grams of all texts have equal numbers, from 0 without gaps. All lie in one array,
 * as millions of small ones would cost more than the metrics.
 */
export interface NumberedItems {
  /** of each text its words, then its n-grams of 2, 3 and 4 words, in the order of the text */
  grams: Int32Array;
  texts: NumberedText[];
  items: NumberedItem[];
  /** how many n-grams are numbered */
  distinct: number;
}

/** Where the n-grams of a text are. */
export interface NumberedText {
  words: number;
  /** for n = 1 to 4 where they begin; the last one is where the text ends */
  starts: readonly [number, number, number, number, number];
}

export interface NumberedItem {
  candidate: NumberedText;
  references: NumberedText[];
}

/**
 * Numbers the n-grams of all texts: numbers compare and count much faster than joined words. An n-gram is numbered by the
 * n-gram before its last word and that word.
 * @throws AccError as `splitItems`
 */
export function numberItems(items: readonly ScoredItem[]): NumberedItems {
  const ofWord = new Map<string, number>();
  const table = pairTable();
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

/** Numbers for pairs of numbers, in flat arrays behind a hash table with open addressing. */
interface PairTable {
  /** the next free number, for something that is no pair */
  next(): number;
  numberOf(first: number, second: number): number;
  size(): number;
}

function pairTable(): PairTable {
  let capacity = 1 << 16;
  let firsts = new Int32Array(capacity);
  let seconds = new Int32Array(capacity);
  let slots = new Int32Array(capacity * 2).fill(-1);
  let size = 0;

  const slotOf = (first: number, second: number): number => {
    const mask = slots.length - 1;
    let slot = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & mask;
    while (slots[slot]! >= 0 && (firsts[slots[slot]!] !== first || seconds[slots[slot]!] !== second))
      slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    capacity *= 2;
    firsts = widened(firsts, capacity);
    seconds = widened(seconds, capacity);
    slots = new Int32Array(capacity * 2).fill(-1);
    for (let number = 0; number < size; number++)
      if (firsts[number]! >= 0) slots[slotOf(firsts[number]!, seconds[number]!)] = number;
  };
  const next = (): number => {
    if (size === capacity) grow();
    firsts[size] = -1;
    return size++;
  };
  return {
    next,
    size: () => size,
    numberOf(first, second) {
      const known = slots[slotOf(first, second)]!;
      if (known >= 0) return known;
      const number = next();
      firsts[number] = first;
      seconds[number] = second;
      slots[slotOf(first, second)] = number;
      return number;
    },
  };
}

function widened(array: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(capacity);
  wider.set(array);
  return wider;
}
