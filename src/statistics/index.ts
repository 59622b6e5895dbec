export { type BootstrapOptions, bootstrapSums, percentileInterval, type Resamples, type Sums } from './bootstrap.js';
export { holm } from './holm.js';
export type { Interval } from './interval.js';
export { mcnemar } from './mcnemar.js';
export { mean } from './mean.js';
export { type PairedDifference, pairedDifference } from './paired.js';
export { quantile } from './quantile.js';
export { wilson } from './wilson.js';
