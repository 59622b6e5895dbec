import type { MeteorIndex } from './index-file.js';

/** A run of a caption's words that the table of paraphrases knows. */
export interface Phrase {
  start: number;
  length: number;
  node: number;
}

export interface PhraseTable {
  /** the known phrases of a text, by start, then by length */
  phrasesOf(words: readonly { text: string }[]): Phrase[];
  /** paraphrases of node n are targets[starts[n]] up to targets[starts[n + 1]] */
  starts: Uint32Array;
  targets: Uint32Array;
}

/** METEOR's table of paraphrases (Denkowski and Lavie 2014) as a trie over word numbers. */
export function phraseTable(index: MeteorIndex, numbers: ReadonlyMap<string, number>): PhraseTable {
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
      const known = words.map(({ text }) => {
        const number = numbers.get(text) ?? -1;
        return number < header.paraphraseWords ? number : -1;
      });
      const phrases: Phrase[] = [];
      for (let start = 0; start < known.length; start++) {
        let node = known[start]! < 0 ? -1 : firstNodes[known[start]!]!;
        for (let end = start; node >= 0; ) {
          phrases.push({ start, length: ++end - start, node });
          node = end < known.length && known[end]! >= 0 ? child(node, known[end]!) : -1;
        }
      }
      return phrases;
    },
    starts: index.paraphraseStarts,
    targets: index.paraphrases,
  };
}
