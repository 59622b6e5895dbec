export type { EvaluationItem, Judging } from './evaluation-item.js';
export { loadExperiment, profilesFolder } from './load.js';
export { type ExperimentPairs, plannedExperimentPairs } from './planned-pairs.js';
export { coresToUse, defaultStore, openRun, type Run, type RunOptions, runExperiment } from './run.js';
export type { Arm, Experiment, SwiftSettings, Task } from './schema.js';
export { type AnsweredItem, scoreSet } from './score-set.js';
export { type ExperimentStages, experimentStages } from './stages.js';
export { settingsOf } from './swift.js';
