import type { CorpusScore } from './item.js';
import { assertSameLength } from './same-length.js';

/**
 * SPIDEr (Liu et al. 2017): the mean of CIDEr-D and SPICE, item by item; the corpus value is the mean of the two corpus values.
 * @param ciderD in [0, 10] @param spice in [0, 1], of the same items; NaN if an item has no value, also for SPIDEr
 * @returns scores in [0, 5.5]
 * @throws AccError captioning/different-lengths
 */
export function spider(ciderD: CorpusScore, spice: CorpusScore): CorpusScore {
  assertSameLength(ciderD, spice);
  const items = ciderD.items.map((value, index) => (value + spice.items[index]!) / 2);
  return { corpus: (ciderD.corpus + spice.corpus) / 2, items };
}
