export { atLeast } from './at-least.js';
export { type BootstrapOptions, bootstrapSums, percentileInterval, type Resamples, type Sums } from './bootstrap.js';
export { holm } from './holm.js';
export type { Interval } from './interval.js';
export { type ItemValues, itemValues } from './item-values.js';
export { mean } from './mean.js';
export {
  contrast,
  type DifferenceOverDraws,
  type DrawnDifference,
  differenceOverDraws,
  drawnDifference,
  type PairedDraw,
} from './over-draws.js';
export { type PairedDifference, pairedDifference } from './paired.js';
export { pairedBootstrap } from './paired-bootstrap.js';
export { type PairedCounts, pairedProportions } from './paired-proportions.js';
export { quantile } from './quantile.js';
export { sampleDeviation, tInterval } from './t-interval.js';
export { twoProportions } from './two-proportions.js';
export { wilson } from './wilson.js';
