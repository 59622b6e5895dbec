import type { Match, Matches } from './matches.js';

/** The matches chosen, by place in the reference, and how many runs they form that are in order on both sides. */
export interface Alignment {
  matches: Match[];
  chunks: number;
}

/**
 * Chooses matches so that no word is used twice: most words matched, then fewest chunks, then the shortest way between what
 * is matched. A beam search from left to right over the reference (METEOR 1.5, Denkowski and Lavie 2014) with all that the
 * program does beyond the paper: ties are settled by the order of the matches, half words are cut off, and the distance of
 * a match is counted against the ways that do without it.
 * @param length words of the reference
 */
export function align(length: number, { at, candidateCover, referenceCover }: Matches): Alignment {
  let ways: Way[] = [{ chosen: undefined, next: 0, chunkEnd: -1, matched: 0, chunks: 0, distance: 0 }];
  for (let place = 0; place < length; place++) {
    const matches = at[place]!;
    ways = best(ways);
    if (matches.length === 0) {
      for (const way of ways) if (place >= way.next) passOver(way);
      continue;
    }
    const only = matches.length === 1 && isAlone(matches[0]!, candidateCover, referenceCover);
    const following: Way[] = [];
    for (const way of ways) {
      if (place < way.next) following.push(way);
      else if (only) following.push(withMatch(way, matches[0]!));
      else branch(way, matches, following);
    }
    ways = following;
  }
  ways = best(ways);
  for (const way of ways) endChunk(way);
  const [first] = best(ways);
  return { matches: chosenBy(first!), chunks: first!.chunks };
}

/** A beginning of an alignment, up to a place in the reference. */
interface Way {
  chosen: Chosen | undefined;
  /** first place in the reference behind the last match */
  next: number;
  /** place in the candidate behind the open chunk, -1 if none is open */
  chunkEnd: number;
  /** words matched on both sides; those of inexact matches count half */
  matched: number;
  chunks: number;
  distance: number;
}

interface Chosen {
  match: Match;
  before: Chosen | undefined;
  /** how many are chosen, this one included */
  count: number;
  /** of every so manieth: 1 for each word of the candidate that is used up to here, so that no look back is long */
  used: Uint8Array | undefined;
}

const lookBack = 64;

const beam = 40;

/** The best ways, sorted; equal ones stay in order. */
function best(ways: Way[]): Way[] {
  if (ways.length > 1 && !isSorted(ways)) ways.sort(compare);
  if (ways.length > beam) ways.length = beam;
  return ways;
}

function compare(a: Way, b: Way): number {
  return b.matched - a.matched || a.chunks - b.chunks || a.distance - b.distance;
}

function isSorted(ways: readonly Way[]): boolean {
  for (let i = 1; i < ways.length; i++) if (compare(ways[i - 1]!, ways[i]!) > 0) return false;
  return true;
}

/** Whether no other match touches any word of this one: then it is part of every alignment. */
function isAlone(match: Match, candidateCover: Uint16Array, referenceCover: Uint16Array): boolean {
  const { start, length, candidateStart, candidateLength } = match;
  for (let i = 0; i < length; i++) if (referenceCover[start + i] !== 1) return false;
  for (let i = 0; i < candidateLength; i++) if (candidateCover[candidateStart + i] !== 1) return false;
  return true;
}

/** The way itself, gone on with the match. */
function withMatch(way: Way, match: Match): Way {
  way.distance += Math.abs(match.start - match.candidateStart);
  return goOn(way, match);
}

function goOn(way: Way, match: Match): Way {
  const { start, length, candidateStart, candidateLength, stage } = match;
  if (way.chunkEnd !== -1 && candidateStart !== way.chunkEnd) way.chunks++;
  way.chosen = chosenAfter(way.chosen, match);
  way.next = start + length;
  way.chunkEnd = candidateStart + candidateLength;
  // the sums are whole numbers to the program: half a word more is none
  way.matched += stage === 0 ? length + candidateLength : (length >> 1) + (candidateLength >> 1);
  return way;
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

/** Goes on with each match that is still free, and without any. */
function branch(way: Way, matches: readonly Match[], following: Way[]): void {
  for (const match of matches) {
    if (isUsed(way.chosen, match)) continue;
    following.push(goOn(copied(way), match));
    way.distance += Math.abs(match.start - match.candidateStart);
  }
  passOver(way);
  following.push(way);
}

/** Goes on without a match at this place. */
function passOver(way: Way): void {
  endChunk(way);
  way.next++;
}

function copied({ chosen, next, chunkEnd, matched, chunks, distance }: Way): Way {
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

function endChunk(way: Way): void {
  if (way.chunkEnd === -1) return;
  way.chunks++;
  way.chunkEnd = -1;
}

function chosenBy({ chosen }: Way): Match[] {
  const matches: Match[] = [];
  for (let one = chosen; one; one = one.before) matches.push(one.match);
  return matches.reverse();
}
