export { type ClearOptions, clearStore } from './clear.js';
export { lastRun, type RunEntry, readHistory, runNames } from './history.js';
export { openRun, type Run } from './open-run.js';
export { type Recomputed, recompute } from './recompute.js';
export { coresToUse, type RunOptions, runExperiment, wantedStages } from './run-experiment.js';
export { runName } from './run-name.js';
export { type StartedRun, startedRuns } from './started.js';
export { defaultStore } from './store.js';
