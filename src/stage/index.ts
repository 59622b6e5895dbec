export { type Estimate, estimate } from './estimate.js';
export { type ExecuteOptions, executePlan, type StageListener, type StageState } from './execute.js';
export { finishedFolders, unfinishedFolders } from './folders.js';
export { type Garbage, removeFromStore, unfinishedStages, unneededStages } from './garbage.js';
export { hostFacts } from './host.js';
export { clearingStore, usingStore } from './in-use.js';
export { stageKey } from './key.js';
export { leftFiles } from './left-files.js';
export { planStages } from './plan.js';
export { edited, type FoundRecord, findRecord, hashedDamageIn, readAnyRecord, readRecord, sealed } from './record.js';
export { partsFolder, runPart, runStage, type StageReport } from './run-stage.js';
export { readSpeeds, type Speed } from './speeds.js';
export { hashOutputs, openStore, type Store } from './store.js';
export type {
  Json,
  OmittedFiles,
  OutputFile,
  Stage,
  StageCommand,
  StageContext,
  StagePart,
  StagePlace,
  StageRecord,
  StageWork,
} from './types.js';
export { stageDifference } from './why.js';
