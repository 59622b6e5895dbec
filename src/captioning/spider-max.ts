import { mean } from '../statistics/index.js';
import type { CorpusScore } from './item.js';
import { assertSameLength } from './same-length.js';

/**
 * SPIDEr-max (Labbé et al. 2022): the best SPIDEr of several candidates of a clip. As in aac-metrics, the first candidates of all clips are scored
 * as one set, then the second ones, and so on, as CIDEr-D depends on the whole set.
 * @param ranks SPIDEr of the first candidates, of the second ones, …; at least one
 * @returns scores in [0, 5.5], and for each item the index of its best candidate, the first of equal ones
 * @throws AccError captioning/different-lengths
 */
export function spiderMax(ranks: readonly CorpusScore[]): CorpusScore & { best: number[] } {
  const [first] = ranks;
  for (const rank of ranks) assertSameLength(first!, rank);
  const best = first!.items.map((_, item) =>
    ranks.reduce((highest, { items }, k) => (items[item]! > ranks[highest]!.items[item]! ? k : highest), 0),
  );
  const items = best.map((rank, item) => ranks[rank]!.items[item]!);
  return { corpus: mean(items), items, best };
}
