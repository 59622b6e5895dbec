import type { Phrase, PhraseTable } from './phrase-table.js';
import { factsAWord, type Sentence } from './sentence.js';

/** The kinds of match: equal words, equal stems, synonyms, paraphrases. */
export const stages = ['exact', 'stem', 'synonym', 'paraphrase'] as const;

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
  const found = emptied(candidate.length, reference.length);
  const equal = sameWords(candidate, reference);
  for (let place = 0; place < reference.length; place++) matchWord(found, candidate, reference, place, equal);
  if (table && !equal) {
    matchPhrases(reference.phrases, candidate.phrases, table, (phrase, other) => add(found, phrase, other, 3));
    matchPhrases(candidate.phrases, reference.phrases, table, (phrase, other) => add(found, other, phrase, 3));
  }
  return found;
}

/** One for all pairs, as each is used up before the next is looked for: a million small arrays less. */
const shared: Matches = { at: [], candidateCover: new Uint16Array(64), referenceCover: new Uint16Array(64) };

function emptied(candidate: number, reference: number): Matches {
  while (shared.at.length < reference) shared.at.push([]);
  if (shared.candidateCover.length < candidate) shared.candidateCover = new Uint16Array(2 * candidate);
  if (shared.referenceCover.length < reference) shared.referenceCover = new Uint16Array(2 * reference);
  for (let place = 0; place < reference; place++) shared.at[place]!.length = 0;
  shared.candidateCover.fill(0, 0, candidate);
  shared.referenceCover.fill(0, 0, reference);
  return shared;
}

function sameWords(a: Sentence, b: Sentence): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a.facts[factsAWord * i] !== b.facts[factsAWord * i]) return false;
  return true;
}

function matchWord(found: Matches, candidate: Sentence, reference: Sentence, place: number, exactOnly: boolean): void {
  const { facts, length } = candidate;
  const from = factsAWord * place;
  const hash = reference.facts[from]!;
  const stem = reference.facts[from + 1]!;
  const bits = reference.facts[from + 2]!;
  const moreBits = reference.facts[from + 3]!;
  let others = false;
  for (let k = 0, at = 0; k < length; k++, at += factsAWord) {
    if (facts[at] === hash) addWord(found, place, k, 0);
    else if (facts[at + 1] === stem || ((facts[at + 2]! & bits) !== 0 && (facts[at + 3]! & moreBits) !== 0))
      others = true;
  }
  if (exactOnly || !others) return;
  for (let k = 0, at = 0; k < length; k++, at += factsAWord)
    if (facts[at + 1] === stem && facts[at] !== hash) addWord(found, place, k, 1);
  for (let k = 0, at = 0; k < length; k++, at += factsAWord)
    if (
      (facts[at + 2]! & bits) !== 0 &&
      (facts[at + 3]! & moreBits) !== 0 &&
      facts[at] !== hash &&
      shareOne(candidate.words[k]!.synsets, reference.words[place]!.synsets)
    )
      addWord(found, place, k, 2);
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
