import type { Word } from './lexicon.js';
import type { Phrase, PhraseTable } from './phrase-table.js';

/** The kinds of match: equal words, equal stems, synonyms, paraphrases. */
export const stages = ['exact', 'stem', 'synonym', 'paraphrase'] as const;

/** A caption as the aligner takes it. */
export interface Sentence {
  words: readonly Word[];
  phrases: readonly Phrase[];
}

/** Words of the reference that may be aligned with words of the candidate. */
export interface Match {
  start: number;
  length: number;
  candidateStart: number;
  candidateLength: number;
  /** index in `stages` */
  stage: number;
}

export interface Matches {
  /** by place in the reference, in the order of the stages: ties of the search go by it */
  at: Match[][];
  /** in how many matches each word of the candidate and of the reference stands */
  candidateCover: Uint16Array;
  referenceCover: Uint16Array;
}

/**
 * All matches of a candidate and a reference. A pair of words that match in several ways is listed once for each. Equal
 * texts are matched word by word only.
 */
export function findMatches(candidate: Sentence, reference: Sentence, table: PhraseTable | undefined): Matches {
  const found: Matches = {
    at: reference.words.map(() => []),
    candidateCover: new Uint16Array(candidate.words.length),
    referenceCover: new Uint16Array(reference.words.length),
  };
  const equal = sameWords(candidate.words, reference.words);
  matchWords(found, candidate.words, reference.words, equal);
  if (table && !equal) {
    matchPhrases(reference.phrases, candidate.phrases, table, (phrase, other) => add(found, phrase, other, 3));
    matchPhrases(candidate.phrases, reference.phrases, table, (phrase, other) => add(found, other, phrase, 3));
  }
  return found;
}

function sameWords(a: readonly Word[], b: readonly Word[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

function matchWords(found: Matches, candidate: readonly Word[], reference: readonly Word[], exactOnly: boolean): void {
  for (let i = 0; i < reference.length; i++) {
    const word = reference[i]!;
    for (let k = 0; k < candidate.length; k++) if (word.hash === candidate[k]!.hash) addWord(found, i, k, 0);
    if (exactOnly) continue;
    for (let k = 0; k < candidate.length; k++)
      if (word.stemHash === candidate[k]!.stemHash && word.hash !== candidate[k]!.hash) addWord(found, i, k, 1);
    if (word.bits === 0) continue;
    for (let k = 0; k < candidate.length; k++) {
      const other = candidate[k]!;
      if ((word.bits & other.bits) === 0 || (word.moreBits & other.moreBits) === 0 || word.hash === other.hash)
        continue;
      if (shareSynset(word, other)) addWord(found, i, k, 2);
    }
  }
}

function shareSynset(a: Word, b: Word): boolean {
  for (let i = 0, k = 0; i < a.synsets.length && k < b.synsets.length; ) {
    if (a.synsets[i] === b.synsets[k]) return true;
    if (a.synsets[i]! < b.synsets[k]!) i++;
    else k++;
  }
  return false;
}

function addWord(found: Matches, start: number, candidateStart: number, stage: number): void {
  found.at[start]!.push({ start, length: 1, candidateStart, candidateLength: 1, stage });
  found.referenceCover[start]!++;
  found.candidateCover[candidateStart]!++;
}

function add(found: Matches, phrase: Phrase, other: Phrase, stage: number): void {
  const { start, length } = phrase;
  found.at[start]!.push({ start, length, candidateStart: other.start, candidateLength: other.length, stage });
  for (let i = 0; i < length; i++) found.referenceCover[start + i]!++;
  for (let i = 0; i < other.length; i++) found.candidateCover[other.start + i]!++;
}

/** Marks by the last bits of a node: most paraphrases are of no phrase of the other text, and are passed over in one look. */
const marks = new Uint8Array(1 << 16);

/** Each of `phrases` whose paraphrase stands in the other text. */
function matchPhrases(
  phrases: readonly Phrase[],
  others: readonly Phrase[],
  { starts, targets }: PhraseTable,
  matched: (phrase: Phrase, other: Phrase) => void,
): void {
  for (const { node } of others) marks[node & 0xffff] = 1;
  for (const phrase of phrases) {
    const end = starts[phrase.node + 1]!;
    for (let i = starts[phrase.node]!; i < end; i++) {
      const target = targets[i]!;
      if (marks[target & 0xffff] === 0) continue;
      for (const other of others) if (other.node === target) matched(phrase, other);
    }
  }
  for (const { node } of others) marks[node & 0xffff] = 0;
}
