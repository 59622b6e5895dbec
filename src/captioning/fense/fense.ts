import { mean } from '../../statistics/index.js';
import type { CorpusScore } from '../item.js';
import { assertSameLength } from '../same-length.js';

/** The fraction by which a fluency error reduces a caption's similarity. */
export const fluencyPenalty: number = 0.9;

/**
 * FENSE (Zhou et al. 2022, "Can Audio Captions Be Evaluated with Image Caption Metrics?"): an item's similarity, reduced to a tenth if a
 * fluency error was found; the corpus value is the mean.
 * @param sbertSim of paraphrase-TinyBERT-L6-v2: with another sentence model the result must not be called FENSE
 * @param fer 1 if an error was found, else 0
 * @throws AccError captioning/different-lengths
 */
export function fense(sbertSim: CorpusScore, fer: CorpusScore): CorpusScore {
  assertSameLength(sbertSim, fer);
  const items = sbertSim.items.map((similarity, i) => similarity * (1 - fluencyPenalty * fer.items[i]!));
  return { corpus: mean(items), items };
}
