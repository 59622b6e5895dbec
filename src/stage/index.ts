export { type Estimate, estimate } from './estimate.js';
export { type ExecuteOptions, executePlan, type StageListener, type StageState } from './execute.js';
export { hostFacts } from './host.js';
export { stageKey } from './key.js';
export { planStages } from './plan.js';
export { readSpeeds, type Speed } from './speeds.js';
export { damagedOutputs, damagedSizes, openStore, readAnyRecord, readRecord, type Store } from './store.js';
export type {
  Json,
  OutputFile,
  Stage,
  StageCommand,
  StageContext,
  StagePlace,
  StageRecord,
  StageWork,
} from './types.js';
export { stageDifference } from './why.js';
