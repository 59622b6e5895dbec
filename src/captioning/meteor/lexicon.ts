import type { MeteorIndex } from './index-file.js';
import { normalise, type Prefixes } from './normalise.js';

/** METEOR's features of a word. */
export interface Word {
  text: string;
  /** METEOR compares words and stems by Java's hash codes: rare collisions match */
  hash: number;
  stemHash: number;
  isFunctionWord: boolean;
  /** its number in the table of paraphrases, -1 if no phrase contains it */
  phraseWord: number;
  /** synonym sets of the word and of its base form, sorted; words that share one are synonyms */
  synsets: readonly number[];
  /** its index among the words looked up so far */
  number: number;
}

/** Cached lookup of words: each distinct word is looked up once and is then the same object. */
export interface Lexicon {
  /** the words of a caption, normalised as in METEOR */
  wordsOf(caption: string): Word[];
}

export async function lexicon(index: MeteorIndex, numbers: ReadonlyMap<string, number>): Promise<Lexicon> {
  const { newStemmer } = await import('snowball-stemmers'); // it takes a tenth of a second
  const { functionWords, prefixes, exceptions } = index.header;
  const functions = new Set(functionWords);
  const bases = new Map(exceptions);
  const known: Prefixes = { always: new Set(prefixes.always), beforeNumber: new Set(prefixes.beforeNumber) };
  const words = new Map<string, Word>();
  const stemmer = newStemmer('english');

  const ownSynsets = (text: string): Uint32Array => {
    const number = numbers.get(text) ?? -1;
    return index.synsets.subarray(index.synsetStarts[number], number < 0 ? 0 : index.synsetStarts[number + 1]);
  };
  const analyse = (text: string): Word => {
    const baseForms = bases.get(text) ?? baseForm(text, (base) => ownSynsets(base).length > 0);
    const synsets = [...new Set([text, ...baseForms].flatMap((base) => [...ownSynsets(base)]))].sort((a, b) => a - b);
    const number = numbers.get(text) ?? -1;
    return {
      text,
      hash: javaHash(text),
      stemHash: javaHash(stemmer.stem(text)),
      isFunctionWord: functions.has(text),
      phraseWord: number < index.header.paraphraseWords ? number : -1,
      synsets,
      number: words.size,
    };
  };
  const wordOf = (text: string): Word => {
    const known = words.get(text);
    if (known) return known;
    const word = analyse(text);
    words.set(text, word);
    return word;
  };
  return {
    wordsOf(caption) {
      // fast path for most captions, which the normaliser would not change
      const texts = plain.test(caption) ? caption.split(' ') : normalise(caption, known);
      const found: Word[] = [];
      for (const text of texts) if (text !== '') found.push(wordOf(text));
      return found;
    },
  };
}

function javaHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

const plain = /^[a-z ]*$/;

/** WordNet's rules of detachment: the first one that leads to a known word. */
function baseForm(word: string, isKnown: (base: string) => boolean): string[] {
  if (word.length <= 2 || word.endsWith('ss')) return [];
  for (const [ending, replacement] of detachments)
    if (word.endsWith(ending)) {
      const base = word.slice(0, -ending.length) + replacement;
      if (isKnown(base)) return [base];
    }
  return [];
}

const detachments: readonly (readonly [ending: string, replacement: string])[] = [
  // nouns
  ['s', ''],
  ['ses', 's'],
  ['xes', 'x'],
  ['zes', 'z'],
  ['ches', 'ch'],
  ['shes', 'sh'],
  ['men', 'man'],
  ['ies', 'y'],
  // verbs
  ['es', 'e'],
  ['es', ''],
  ['ed', 'e'],
  ['ed', ''],
  ['ing', 'e'],
  ['ing', ''],
  // adjectives
  ['er', ''],
  ['est', ''],
  ['er', 'e'],
  ['est', 'e'],
];
