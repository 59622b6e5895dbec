export { type BuildOptions, buildMix, buildPairs } from './build-pairs.js';
export type { BuildReport } from './build-report.js';
export * from './filter/index.js';
export {
  checkLeakage,
  type LeakageReport,
  type LeakageSet,
  leakageOfItems,
  leakageOfPairs,
  leakageReport,
} from './leakage.js';
export { readLeakageSet } from './read-leakage-set.js';
export { readPairs, readRecipes } from './read-pairs.js';
export { type RebuildOptions, type RebuildReport, rebuildFolder } from './rebuild-folder.js';
export {
  defaultWorkers,
  type EditingOptions,
  type EditingSummary,
  type RenderCounts,
  type RenderOptions,
  renderEditing,
  renderTriples,
  type TextOptions,
  writeTexts,
} from './render/index.js';
