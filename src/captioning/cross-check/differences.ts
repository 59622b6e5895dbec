import type { CorpusScore } from '../item.js';

/** How far one metric of ours is from the reference's, on the same items. */
export interface MetricDifference {
  metric: string;
  ours: number;
  theirs: number | null;
  /** of the corpus values, absolute; null where the reference gave none */
  corpus: number | null;
  /** the largest of the items, absolute */
  largest: number;
  /** id of the item where it is */
  item: string | null;
  /** items for which the reference gave no number (SPICE's NaN) */
  missing: number;
  /** how large a difference may be */
  tolerance: number;
  agrees: boolean;
}

/** A score as it comes through JSON, where NaN is null. */
export interface ReferenceScore {
  corpus: number | null;
  items: (number | null)[];
}

/**
 * Ours against the reference's, metric by metric, for those that both have.
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

/** N-gram metrics differ by the last bits of pow and exp, neural ones by the order in which 32-bit floats are added. */
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
  // The mean over all items is not the reference's to the last bit where single items are: it may be added in another order.
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
