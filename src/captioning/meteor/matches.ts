import type { MeteorData } from './data.js';
import type { Word } from './lexicon.js';
import type { Phrase, PhraseTable } from './phrase-table.js';
import { relation } from './relations.js';
import type { Sentence } from './sentence.js';

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
  /** by position in the reference, in the order of the stages, which resolves ties in the search */
  at: Match[][];
  /** number of matches that contain each word of the candidate and of the reference */
  candidateCover: Uint16Array;
  referenceCover: Uint16Array;
}

/**
 * All matches of a candidate and a reference. A pair of words that match in several stages is listed once for each. Equal
 * texts are only matched word by word.
 */
export function findMatches(candidate: Sentence, reference: Sentence, { related, phrases }: MeteorData): Matches {
  const found = emptied(candidate.words.length, reference.words.length);
  const equal = sameWords(candidate.words, reference.words);
  const stages = equal ? exactOnly : wordStages;
  for (let place = 0; place < reference.words.length; place++)
    matchWord(found, candidate.words, reference.words[place]!, place, stages, related);
  if (phrases && !equal) {
    matchPhrases(reference.phrases, candidate.phrases, phrases, (phrase, other) => add(found, phrase, other, 3));
    matchPhrases(candidate.phrases, reference.phrases, phrases, (phrase, other) => add(found, other, phrase, 3));
  }
  return found;
}

const wordStages = [relation.exact, relation.stem, relation.synonym];
const exactOnly = [relation.exact];

/** Shared by all pairs, as each result is consumed before the next call: this saves a million small arrays. */
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

function sameWords(a: readonly Word[], b: readonly Word[]): boolean {
  return a.length === b.length && a.every((word, index) => word.hash === b[index]!.hash);
}

/** Relations of one word of the reference to the words of the candidate, for one position at a time. */
let toCandidate = new Uint8Array(64);

function matchWord(
  found: Matches,
  candidate: readonly Word[],
  word: Word,
  place: number,
  stages: readonly number[],
  related: MeteorData['related'],
): void {
  if (toCandidate.length < candidate.length) toCandidate = new Uint8Array(2 * candidate.length);
  let any = 0;
  for (let k = 0; k < candidate.length; k++) {
    const how = related(word, candidate[k]!);
    toCandidate[k] = how;
    any |= how;
  }
  for (let stage = 0; stage < stages.length; stage++)
    if ((any & stages[stage]!) !== 0)
      for (let k = 0; k < candidate.length; k++)
        if ((toCandidate[k]! & stages[stage]!) !== 0) addWord(found, place, k, stage);
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

/** A filter by the low bits of a node: most paraphrases do not occur in the other text and are skipped with one lookup. */
const marks = new Uint8Array(1 << 16);

/** Reports each of `phrases` whose paraphrase occurs in the other text. */
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
