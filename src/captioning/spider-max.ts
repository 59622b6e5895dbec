import { AccError } from '../core/index.js';
import { mean } from '../statistics/index.js';
import type { CorpusScore } from './item.js';
import { assertSameLength } from './same-length.js';

/**
 * SPIDEr-max (Labbé et al. 2022): the best of several candidates for each clip; the corpus value is the mean.
 * @param ranks SPIDEr of the first candidates of all clips, of the second ones, …: each over the whole set, as CIDEr-D depends on it
 * @returns scores in [0, 5.5]; NaN if a candidate has no value
 * @throws AccError captioning/different-lengths, captioning/too-few-items without candidates
 */
export function spiderMax(ranks: readonly CorpusScore[]): CorpusScore {
  const [first, ...others] = ranks;
  if (!first) throw new AccError('captioning/too-few-items', { message: 'SPIDEr-max needs at least one candidate' });
  for (const other of others) assertSameLength(first, other);
  const items = first.items.map((_, index) => Math.max(...ranks.map((rank) => rank.items[index]!)));
  return { corpus: mean(items), items };
}
