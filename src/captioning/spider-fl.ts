import { mean } from '../statistics/index.js';
import type { CorpusScore } from './item.js';
import { refuseDifferentLengths } from './same-length.js';

/**
 * SPIDEr-FL (DCASE 2023, Task 6a): SPIDEr, of which a tenth is left where a fluency error was found; the corpus value is the mean.
 * @param fer 1 where an error was found, else 0
 * @returns scores in [0, 5.5]
 * @throws AccError captioning/different-lengths
 */
export function spiderFl(spiders: CorpusScore, fer: CorpusScore): CorpusScore {
  refuseDifferentLengths(spiders, fer);
  const items = spiders.items.map((value, index) => value * (1 - fluencyPenalty * fer.items[index]!));
  return { corpus: mean(items), items };
}

/** What a fluency error takes off an item's SPIDEr. */
const fluencyPenalty = 0.9;
