export { type BootstrapOptions, bootstrap, bootstrapEach } from './bootstrap.js';
export type { Interval } from './interval.js';
export { mean } from './mean.js';
export { wilson } from './wilson.js';
