import { mean } from '../statistics/index.js';
import type { CorpusScore } from './item.js';
import { assertSameLength } from './same-length.js';

/**
 * SPIDEr-FL (DCASE 2023, Task 6a): SPIDEr, reduced to a tenth if a fluency error was found; the corpus value is the mean.
 * @param fer 1 if an error was found, else 0
 * @returns scores in [0, 5.5]
 * @throws AccError captioning/different-lengths
 */
export function spiderFl(spiders: CorpusScore, fer: CorpusScore): CorpusScore {
  assertSameLength(spiders, fer);
  const items = spiders.items.map((value, index) => value * (1 - fluencyPenalty * fer.items[index]!));
  return { corpus: mean(items), items };
}

/** The fraction by which a fluency error reduces an item's SPIDEr. */
const fluencyPenalty = 0.9;
