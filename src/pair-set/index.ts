export { buildCorpus, type CorpusBuildOptions } from './build-corpus.js';
export { type BuildOptions, buildPairs } from './build-pairs.js';
export type { BuildReport, BuildRequest } from './build-report.js';
export { buildSet, type SetInput, type SetOptions } from './build-set.js';
export * from './filter/index.js';
export { type FoundBuild, findBuild } from './find-build.js';
export {
  checkLeakage,
  type LeakageReport,
  type LeakageSet,
  leakageOfItems,
  leakageOfPairs,
  leakageReport,
} from './leakage.js';
export { openSet, type PairSet } from './open-set.js';
export { type Overlap, overlap } from './overlap.js';
export { type PlanOptions, planSet, type SetPlan, type SetSources, sourceCounts } from './plan-set.js';
export { type PairChoice, type PlannedPairs, plannedPairs, type SourceCounts } from './planned-pairs.js';
export { readLeakageSet } from './read-leakage-set.js';
export { readPairs, readRecipes } from './read-pairs.js';
export { type RebuildOptions, type RebuildReport, rebuildFolder } from './rebuild-folder.js';
