import type { MeteorData } from './data.js';
import type { Word } from './lexicon.js';
import type { Phrase } from './phrase-table.js';

/** A caption as the aligner takes it. */
export interface Sentence {
  length: number;
  /**
   * What METEOR compares of the words, `factsAWord` numbers each: Java's hash of the word and of its stem, twice 32 bits of its
   * synonym sets, and how many of the words before it are function words; that last number stands once more at the end.
   */
  facts: Int32Array;
  words: readonly Word[];
  phrases: readonly Phrase[];
}

export const factsAWord = 5;

export function sentence(text: string, { lexicon, phrases }: MeteorData): Sentence {
  const words = lexicon.wordsOf(text);
  const { length } = words;
  const facts = new Int32Array(factsAWord * (length + 1));
  let functions = 0;
  let at = 0;
  for (let i = 0; i < length; i++) {
    const { hash, stemHash, bits, moreBits, isFunctionWord } = words[i]!;
    facts[at] = hash;
    facts[at + 1] = stemHash;
    facts[at + 2] = bits;
    facts[at + 3] = moreBits;
    facts[at + 4] = functions;
    if (isFunctionWord) functions++;
    at += factsAWord;
  }
  facts[at + 4] = functions;
  return { length, facts, words, phrases: phrases?.phrasesOf(words) ?? [] };
}

/** Function words among `count` words from `start` on. */
export function functionWords({ facts }: Sentence, start: number, count: number): number {
  return facts[factsAWord * (start + count) + 4]! - facts[factsAWord * start + 4]!;
}
