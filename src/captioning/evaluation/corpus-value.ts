import { bleuOf } from '../bleu.js';
import { meteorOf } from '../meteor/index.js';

/** How a corpus value follows from sums over items. */
export type Statistic = 'mean' | 'ratio' | 'bleu_1' | 'bleu_2' | 'bleu_3' | 'bleu_4' | 'meteor';

/**
 * The corpus value of a statistic.
 * @param sums of its columns over the items: one number for a mean, two for a ratio, those of `bleu.ts` and `meteor/statistics.ts` for the others
 * @param n number of items
 * @returns NaN for a ratio to nothing
 */
export function corpusValue(statistic: Statistic, sums: Float64Array, n: number): number {
  return statistics[statistic](sums, n);
}

const statistics: Readonly<Record<Statistic, (sums: Float64Array, n: number) => number>> = {
  mean: (sums, n) => sums[0]! / n,
  ratio: (sums) => sums[0]! / sums[1]!,
  bleu_1: (sums) => bleuOf(sums)[0]!,
  bleu_2: (sums) => bleuOf(sums)[1]!,
  bleu_3: (sums) => bleuOf(sums)[2]!,
  bleu_4: (sums) => bleuOf(sums)[3]!,
  meteor: meteorOf,
};
