import type { MeteorIndex } from './index-file.js';

/** A run of a caption's words that is in the table of paraphrases. */
export interface Phrase {
  start: number;
  length: number;
  node: number;
}

export interface PhraseTable {
  /** the known phrases of a text, by start, then by length */
  phrasesOf(words: readonly { phraseWord: number }[]): Phrase[];
  /** paraphrases of node n are targets[starts[n]] up to targets[starts[n + 1]] */
  starts: Uint32Array;
  targets: Uint32Array;
}

/** METEOR's table of paraphrases (Denkowski and Lavie 2014) as a trie over word numbers. */
export function phraseTable(index: MeteorIndex): PhraseTable {
  const { phraseWords, firstChild, header } = index;
  const firstNodes = new Int32Array(header.paraphraseWords).fill(-1);
  for (let node = firstChild[0]!; node < firstChild[1]!; node++) firstNodes[phraseWords[node]!] = node;

  const child = (node: number, word: number): number => {
    let low = firstChild[node]!;
    let high = firstChild[node + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (phraseWords[middle]! < word) low = middle + 1;
      else high = middle;
    }
    return low < firstChild[node + 1]! && phraseWords[low] === word ? low : -1;
  };
  return {
    phrasesOf(words) {
      const phrases: Phrase[] = [];
      for (let start = 0; start < words.length; start++) {
        let node = words[start]!.phraseWord < 0 ? -1 : firstNodes[words[start]!.phraseWord]!;
        for (let end = start; node >= 0; ) {
          phrases.push({ start, length: ++end - start, node });
          node = end < words.length && words[end]!.phraseWord >= 0 ? child(node, words[end]!.phraseWord) : -1;
        }
      }
      return phrases;
    },
    starts: index.paraphraseStarts,
    targets: index.paraphrases,
  };
}
