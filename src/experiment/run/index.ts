export { type RunEntry, readHistory } from './history.js';
export { openRun, type Run } from './open-run.js';
export { coresToUse, type RunOptions, runExperiment, wantedStages } from './run-experiment.js';
export { runName } from './run-name.js';
export { defaultStore } from './store.js';
