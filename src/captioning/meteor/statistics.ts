import { type Alignment, align } from './align.js';
import type { MeteorData } from './data.js';
import { findMatches, stages } from './matches.js';
import { countFunctionWords, type Sentence } from './sentence.js';

/**
 * The sufficient statistics of METEOR for an item, in the order of METEOR's own output: words of the candidate and of the reference, function
 * words of both; for each stage content words matched in candidate and reference and function words matched in both; chunks,
 * matched words of the candidate and of the reference. 23 numbers.
 */
export type MeteorStatistics = Float64Array;

const first = { stages: 4, chunks: 4 + 4 * stages.length };
const statisticsLength = first.chunks + 3;

/** Weights of the stages, and the parameters of the task "rank" for English. */
const weights = [1, 0.6, 0.8, 0.6];
const alpha = 0.85;
const beta = 0.2;
const gamma = 0.6;
const delta = 0.75;

export function emptyStatistics(): MeteorStatistics {
  return new Float64Array(statisticsLength);
}

/** The statistics of a candidate against one reference. @param found receives them */
export function pairStatistics(
  candidate: Sentence,
  reference: Sentence,
  data: MeteorData,
  found: MeteorStatistics,
): void {
  found.fill(0);
  found[0] = candidate.words.length;
  found[1] = reference.words.length;
  found[2] = candidate.functionWords;
  found[3] = reference.functionWords;
  const alignment: Alignment = align(reference.words.length, findMatches(candidate, reference, data));
  for (const { start, length, candidateStart, candidateLength, stage } of alignment.matches) {
    const at = first.stages + 4 * stage;
    const candidateFunctions = countFunctionWords(candidate.words, candidateStart, candidateLength);
    const referenceFunctions = countFunctionWords(reference.words, start, length);
    found[at]! += candidateLength - candidateFunctions;
    found[at + 1]! += length - referenceFunctions;
    found[at + 2]! += candidateFunctions;
    found[at + 3]! += referenceFunctions;
    found[first.chunks + 1]! += candidateLength;
    found[first.chunks + 2]! += length;
  }
  found[first.chunks] = alignment.chunks;
}

/**
 * METEOR of one item's statistics, or of sums over a set (`sumStatistics`): the weighted harmonic mean of precision and
 * recall, with a fragmentation penalty.
 * @returns in [0, 1]; 0 if nothing was matched
 */
export function meteorOf(statistics: MeteorStatistics): number {
  const [candidateWords, referenceWords, candidateFunctions, referenceFunctions] = statistics as unknown as number[];
  let candidateMatches = 0;
  let referenceMatches = 0;
  for (const [stage, weight] of weights.entries()) {
    const at = first.stages + 4 * stage;
    candidateMatches += weight * weighted(statistics[at]!, statistics[at + 2]!);
    referenceMatches += weight * weighted(statistics[at + 1]!, statistics[at + 3]!);
  }
  const precision = candidateMatches / weighted(candidateWords! - candidateFunctions!, candidateFunctions!);
  const recall = referenceMatches / weighted(referenceWords! - referenceFunctions!, referenceFunctions!);
  const mean = 1 / ((1 - alpha) / precision + alpha / recall);
  const score = mean * (1 - gamma * fragmentation(statistics) ** beta);
  return Number.isNaN(score) ? 0 : score;
}

function weighted(content: number, functions: number): number {
  return delta * content + (1 - delta) * functions;
}

/** Whether all words of both sides are matched in one run. */
function isPerfect(statistics: MeteorStatistics): boolean {
  const [chunks, candidate, reference] = statistics.subarray(first.chunks);
  return chunks! <= 1 && candidate === statistics[0] && reference === statistics[1];
}

function fragmentation(statistics: MeteorStatistics): number {
  if (isPerfect(statistics)) return 0;
  const [chunks, candidate, reference] = statistics.subarray(first.chunks);
  return chunks! / ((candidate! + reference!) / 2);
}

/** Sums over items; the single chunk of a perfect item is not counted. */
export function sumStatistics(items: Iterable<MeteorStatistics>): MeteorStatistics {
  const sum = new Float64Array(statisticsLength);
  for (const item of items) {
    for (let i = 0; i < statisticsLength; i++) sum[i]! += item[i]!;
    if (isPerfect(item)) sum[first.chunks]! -= item[first.chunks]!;
  }
  return sum;
}
