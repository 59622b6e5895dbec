import type { MeteorData } from './data.js';
import type { Word } from './lexicon.js';
import type { Phrase } from './phrase-table.js';

/** A caption prepared for the aligner. */
export interface Sentence {
  words: readonly Word[];
  /** its phrases in the table of paraphrases */
  phrases: readonly Phrase[];
  functionWords: number;
}

export function sentence(text: string, { lexicon, phrases }: MeteorData): Sentence {
  const words = lexicon.wordsOf(text);
  return { words, phrases: phrases?.phrasesOf(words) ?? [], functionWords: countFunctionWords(words, 0, words.length) };
}

/** Function words among `count` words from `start` on. */
export function countFunctionWords(words: readonly Word[], start: number, count: number): number {
  let functions = 0;
  for (let i = start; i < start + count; i++) if (words[i]!.isFunctionWord) functions++;
  return functions;
}
