export type { FilterReport, Quartiles } from './filter-report.js';
export { type FilterOptions, filterSet } from './filter-set.js';
export type { Selection } from './select.js';
export type { Reduction } from './triple-scores.js';
