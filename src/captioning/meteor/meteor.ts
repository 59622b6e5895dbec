import type { CorpusScore, ScoredItem } from '../item.js';
import type { MeteorData } from './data.js';
import { sentence } from './sentence.js';
import { emptyStatistics, type MeteorStatistics, meteorOf, pairStatistics, sumStatistics } from './statistics.js';

/**
 * METEOR 1.5 (Denkowski and Lavie 2014) for English, as in COCO's build: stages exact, stem, synonym and
 * paraphrase, the best reference for each item.
 * @param items tokenised; an empty candidate or reference scores 0
 * @returns scores in [0, 1]; the corpus value comes from summed statistics and is not the mean of the items
 */
export function meteor(items: readonly ScoredItem[], data: MeteorData): CorpusScore {
  const statistics = meteorStatistics(items, data);
  return { corpus: meteorOf(sumStatistics(statistics)), items: statistics.map(meteorOf) };
}

/** Statistics of each item against its best reference (the first of equal ones), for resampling. */
export function meteorStatistics(items: readonly ScoredItem[], data: MeteorData): MeteorStatistics[] {
  return items.map(({ candidate, references }) => {
    const candidateSentence = sentence(cleaned(candidate), data);
    let [best, current] = [emptyStatistics(), emptyStatistics()];
    let highest = -1;
    for (const reference of references.flatMap(split)) {
      pairStatistics(candidateSentence, sentence(reference, data), data, current);
      const score = meteorOf(current);
      if (score > highest) [best, current, highest] = [current, best, score];
    }
    return best;
  });
}

/** The program's protocol separates texts by "|||": a reference that contains it becomes two. */
function split(reference: string): string[] {
  return reference.includes('|||') ? reference.split('|||') : [reference];
}

/** The wrapper removes the separator from candidates; it also replaces double spaces once. */
function cleaned(candidate: string): string {
  return candidate.replaceAll('|||', '').replaceAll('  ', ' ');
}
