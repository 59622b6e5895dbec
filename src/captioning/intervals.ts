import { bootstrapEach, type Interval } from '../statistics/index.js';
import { type BleuStatistics, bleuOf } from './bleu.js';

/** What one clip brings to the corpus metrics. */
export interface ClipScores {
  bleu: BleuStatistics;
  ciderD: number;
  rougeL: number;
}

/** A 95 % interval and how it came about. */
export interface MetricInterval extends Interval {
  method: string;
}

/**
 * Bootstrap intervals over clips, all from the same resamples: BLEU of each resample from its summed counts, CIDEr-D and
 * ROUGE-L from its item scores (the IDF stays that of the whole set).
 * @returns intervals of BLEU-1 to BLEU-4, CIDEr-D and ROUGE-L, in this order
 */
export function captionIntervals(clips: readonly ClipScores[]): MetricInterval[] {
  const intervals = bootstrapEach(
    clips,
    (resample) => {
      let ciderD = 0;
      let rougeL = 0;
      for (const clip of resample) {
        ciderD += clip.ciderD;
        rougeL += clip.rougeL;
      }
      const n = resample.length;
      return [...bleuOf(resample.map((clip) => clip.bleu)), ciderD / n, rougeL / n];
    },
    { seed, resamples },
  );
  const bleu = 'BLEU of each from its summed counts';
  const how = [bleu, bleu, bleu, bleu, 'mean of item scores with the IDF of the whole set', 'mean of item scores'];
  return intervals.map((interval, index) => ({
    ...interval,
    method: `percentile bootstrap over clips, ${resamples} resamples, ${how[index]}`,
  }));
}

/** One seed for all systems, so that comparisons between them are paired. */
const seed = 1;
const resamples = 1000;
