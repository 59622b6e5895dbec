export { type ExecuteOptions, executePlan, type StageListener, type StageState } from './execute.js';
export { hostFacts } from './host.js';
export { stageKey } from './key.js';
export { planStages } from './plan.js';
export { damagedOutputs, openStore, readRecord, type Store } from './store.js';
export type { Json, OutputFile, Stage, StageCommand, StageContext, StagePlace, StageRecord } from './types.js';
