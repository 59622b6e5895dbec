import type { CorpusScore } from '../item.js';

/** The difference of one metric between the kit and the reference implementation, on the same items. */
export interface MetricDifference {
  metric: string;
  ours: number;
  theirs: number | null;
  /** absolute difference of the corpus values; null if the reference returned none */
  corpus: number | null;
  /** largest absolute difference of an item */
  largest: number;
  /** id of that item */
  item: string | null;
  /** items for which the reference returned no number (SPICE's NaN) */
  missing: number;
  /** largest allowed difference */
  tolerance: number;
  agrees: boolean;
}

/** A score decoded from JSON, where NaN is null. */
export interface ReferenceScore {
  corpus: number | null;
  items: (number | null)[];
}

/**
 * Compares our scores with the reference's for each metric that both have.
 * @param ids of the items, in the order of the scores
 */
export function metricDifferences(
  ids: readonly string[],
  ours: Readonly<Record<string, CorpusScore>>,
  theirs: Readonly<Record<string, ReferenceScore>>,
): MetricDifference[] {
  return Object.entries(theirs)
    .filter(([metric]) => metric in ours)
    .map(([metric, reference]) => difference(metric, ids, ours[metric]!, reference));
}

/** N-gram metrics differ by the last bits of pow and exp, neural ones by the order of 32-bit additions. */
const tolerances: Record<string, number> = { meteor: 1e-9, sbert_sim: 1e-5, fense: 1e-5, fer: 0, spice: 0 };
const nGramTolerance = 1e-12;

function difference(
  metric: string,
  ids: readonly string[],
  ours: CorpusScore,
  { corpus, items }: ReferenceScore,
): MetricDifference {
  let largest = 0;
  let item: string | null = null;
  for (const [i, value] of items.entries()) {
    const off = value === null ? 0 : Math.abs(value - ours.items[i]!);
    if (off <= largest) continue;
    largest = off;
    item = ids[i]!;
  }
  const tolerance = tolerances[metric] ?? nGramTolerance;
  const ofCorpus = corpus === null ? null : Math.abs(corpus - ours.corpus);
  // The mean over all items may differ in the last bits even if single items agree: the order of additions may differ.
  const agrees = largest <= tolerance && ofCorpus !== null && ofCorpus <= Math.max(tolerance, nGramTolerance);
  return {
    metric,
    ours: ours.corpus,
    theirs: corpus,
    corpus: ofCorpus,
    largest,
    item,
    missing: items.filter((value) => value === null).length,
    tolerance,
    agrees,
  };
}
