import { mean } from '../../statistics/index.js';
import type { CorpusScore } from '../item.js';
import { refuseDifferentLengths } from '../same-length.js';

/** What is taken off a caption's similarity when a fluency error is found in it. */
export const fluencyPenalty: number = 0.9;

/**
 * FENSE (Zhou et al. 2022, "Can Audio Captions Be Evaluated with Image Caption Metrics?"): an item's similarity, a tenth of it where a
 * fluency error was found; the corpus value is the mean.
 * @param sbertSim of paraphrase-TinyBERT-L6-v2: with another sentence model the result is not FENSE and must not be called so
 * @param fer 1 where an error was found, else 0
 * @throws AccError captioning/different-lengths
 */
export function fense(sbertSim: CorpusScore, fer: CorpusScore): CorpusScore {
  refuseDifferentLengths(sbertSim, fer);
  const items = sbertSim.items.map((similarity, i) => similarity * (1 - fluencyPenalty * fer.items[i]!));
  return { corpus: mean(items), items };
}
