export { type FilterOptions, type FilterReport, filterSet, type Quartiles } from './filter-set.js';
export type { Selection } from './select.js';
export type { Reduction } from './triple-scores.js';
