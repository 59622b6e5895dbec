import type { Match, Matches } from './matches.js';

/** The chosen matches, by position in the reference, and the number of chunks: runs in order on both sides. */
export interface Alignment {
  matches: Match[];
  chunks: number;
}

/**
 * Chooses matches so that no word is used twice: most words matched, then fewest chunks, then the smallest distance between
 * matched words. A beam search from left to right over the reference (METEOR 1.5, Denkowski and Lavie 2014) including the
 * program's deviations from the paper: ties are resolved by the order of the matches, half words are truncated, and the distance of
 * a match is added to the hypotheses without it.
 * @param length words of the reference
 */
export function align(length: number, { at, candidateCover, referenceCover }: Matches): Alignment {
  let hypotheses: Hypothesis[] = [{ chosen: undefined, next: 0, chunkEnd: -1, matched: 0, chunks: 0, distance: 0 }];
  for (let place = 0; place < length; place++) {
    const matches = at[place]!;
    hypotheses = best(hypotheses);
    if (matches.length === 0) {
      for (const hypothesis of hypotheses) if (place >= hypothesis.next) skipPosition(hypothesis);
      continue;
    }
    const only = matches.length === 1 && isAlone(matches[0]!, candidateCover, referenceCover);
    const following: Hypothesis[] = [];
    for (const hypothesis of hypotheses) {
      if (place < hypothesis.next) following.push(hypothesis);
      else if (only) following.push(withMatch(hypothesis, matches[0]!));
      else branch(hypothesis, matches, following);
    }
    hypotheses = following;
  }
  hypotheses = best(hypotheses);
  for (const hypothesis of hypotheses) endChunk(hypothesis);
  const [first] = best(hypotheses);
  return { matches: chosenBy(first!), chunks: first!.chunks };
}

/** A partial alignment, up to a position in the reference. */
interface Hypothesis {
  chosen: Chosen | undefined;
  /** first position in the reference after the last match */
  next: number;
  /** position in the candidate after the open chunk, -1 if none is open */
  chunkEnd: number;
  /** words matched on both sides; those of inexact matches count half */
  matched: number;
  chunks: number;
  distance: number;
}

interface Chosen {
  match: Match;
  before: Chosen | undefined;
  /** number of chosen matches, including this one */
  count: number;
  /** on every 64th: 1 for each used word of the candidate, which bounds the backward search */
  used: Uint8Array | undefined;
}

const lookBack = 64;

const beam = 40;

/** The best hypotheses, sorted; the sort is stable. */
function best(hypotheses: Hypothesis[]): Hypothesis[] {
  if (hypotheses.length > 1 && !isSorted(hypotheses)) hypotheses.sort(compare);
  if (hypotheses.length > beam) hypotheses.length = beam;
  return hypotheses;
}

function compare(a: Hypothesis, b: Hypothesis): number {
  return b.matched - a.matched || a.chunks - b.chunks || a.distance - b.distance;
}

function isSorted(hypotheses: readonly Hypothesis[]): boolean {
  for (let i = 1; i < hypotheses.length; i++) if (compare(hypotheses[i - 1]!, hypotheses[i]!) > 0) return false;
  return true;
}

/** Whether no other match touches any word of this one: then it is part of every alignment. */
function isAlone(match: Match, candidateCover: Uint16Array, referenceCover: Uint16Array): boolean {
  const { start, length, candidateStart, candidateLength } = match;
  for (let i = 0; i < length; i++) if (referenceCover[start + i] !== 1) return false;
  for (let i = 0; i < candidateLength; i++) if (candidateCover[candidateStart + i] !== 1) return false;
  return true;
}

/** Extends the hypothesis in place with the match. */
function withMatch(hypothesis: Hypothesis, match: Match): Hypothesis {
  hypothesis.distance += Math.abs(match.start - match.candidateStart);
  return extend(hypothesis, match);
}

function extend(hypothesis: Hypothesis, match: Match): Hypothesis {
  const { start, length, candidateStart, candidateLength, stage } = match;
  if (hypothesis.chunkEnd !== -1 && candidateStart !== hypothesis.chunkEnd) hypothesis.chunks++;
  hypothesis.chosen = chosenAfter(hypothesis.chosen, match);
  hypothesis.next = start + length;
  hypothesis.chunkEnd = candidateStart + candidateLength;
  // the program uses integer sums: half words are truncated
  hypothesis.matched += stage === 0 ? length + candidateLength : (length >> 1) + (candidateLength >> 1);
  return hypothesis;
}

function chosenAfter(before: Chosen | undefined, match: Match): Chosen {
  const chosen: Chosen = { match, before, count: before ? before.count + 1 : 1, used: undefined };
  if (chosen.count % lookBack === 0) chosen.used = usedWords(chosen);
  return chosen;
}

function usedWords(chosen: Chosen): Uint8Array {
  const recent: Match[] = [];
  let one: Chosen | undefined = chosen;
  for (; one && !one.used; one = one.before) recent.push(one.match);
  const ends = recent.map(({ candidateStart, candidateLength }) => candidateStart + candidateLength);
  const used = new Uint8Array(Math.max(one?.used?.length ?? 0, ...ends));
  if (one?.used) used.set(one.used);
  for (const [index, { candidateStart }] of recent.entries()) used.fill(1, candidateStart, ends[index]);
  return used;
}

/** Extends copies with each unused match, and keeps the hypothesis without a match. */
function branch(hypothesis: Hypothesis, matches: readonly Match[], following: Hypothesis[]): void {
  for (const match of matches) {
    if (isUsed(hypothesis.chosen, match)) continue;
    following.push(extend(copied(hypothesis), match));
    hypothesis.distance += Math.abs(match.start - match.candidateStart);
  }
  skipPosition(hypothesis);
  following.push(hypothesis);
}

/** Advances without a match at this position. */
function skipPosition(hypothesis: Hypothesis): void {
  endChunk(hypothesis);
  hypothesis.next++;
}

function copied({ chosen, next, chunkEnd, matched, chunks, distance }: Hypothesis): Hypothesis {
  return { chosen, next, chunkEnd, matched, chunks, distance };
}

function isUsed(chosen: Chosen | undefined, { candidateStart, candidateLength }: Match): boolean {
  for (let one = chosen; one; one = one.before) {
    const { match, used } = one;
    if (used) return used.subarray(candidateStart, candidateStart + candidateLength).includes(1);
    if (
      match.candidateStart < candidateStart + candidateLength &&
      candidateStart < match.candidateStart + match.candidateLength
    )
      return true;
  }
  return false;
}

function endChunk(hypothesis: Hypothesis): void {
  if (hypothesis.chunkEnd === -1) return;
  hypothesis.chunks++;
  hypothesis.chunkEnd = -1;
}

function chosenBy({ chosen }: Hypothesis): Match[] {
  const matches: Match[] = [];
  for (let one = chosen; one; one = one.before) matches.push(one.match);
  return matches.reverse();
}
