export { type GenerationUsage, generationCommand, rowsOfPart } from './answer-rows.js';
export { type Machine, whyBitsDiffer } from './bits.js';
export { buildModel, type TinyModel } from './build-model.js';
export {
  type DeviceLock,
  type DeviceLockOptions,
  type Gpu,
  type GpuList,
  gpuFacts,
  listGpus,
  lockDevices,
} from './devices/index.js';
export {
  checkVersions,
  findEnvironment,
  type PythonEnvironment,
  requireEnvironment,
  type TrainerVersions,
  trainerVersions,
} from './environment.js';
export { readEnvironmentFile } from './environment-file.js';
export {
  environmentLockFile,
  environmentLocks,
  type LockOptions,
  writeEnvironmentLock,
} from './environment-lock.js';
export type { CommandSettings } from './failure.js';
export { generate } from './generate.js';
export { type HeaderFault, headerFault, heardSeconds } from './header-fault.js';
export { installEnvironment } from './install-environment.js';
export type { Answer } from './kept-answers.js';
export { type AdaptedModel, mergeAdapter } from './merge-adapter.js';
export {
  type Download,
  downloadModel,
  type FoundModel,
  findModel,
  isOffline,
  modelScopeCache,
  modelSize,
  modelVerification,
  requireModel,
  type Verification,
  verifyModel,
} from './model/index.js';
export { missingPackages, type NeededPackage, neededPackages, packageError } from './needed-packages.js';
export { installedPackages, installedVersions, type PackageVersions, packageVersions } from './packages.js';
export { type Pins, pinnedVariables, pinsFor } from './pins.js';
export type { ProcessOptions, ProcessUsage } from './process.js';
export { recordedVariables } from './process-variables.js';
export {
  type AudioFeatures,
  audioFeatures,
  type CallFault,
  type CountedRows,
  type CountedTraining,
  clipTokens,
  countAdapters,
  generationMemory,
  type ListedRow,
  type MemoryLine,
  type MemoryPlan,
  type ModelConfig,
  type ModelPart,
  modelConfig,
  publishedShape,
  type RehearsalOptions,
  type RehearsedCall,
  type RehearsedModel,
  type RehearsedTraining,
  type RowsFile,
  rehearseSwift,
  rehearseTraining,
  type ShallowTraining,
  type Spread,
  type SwiftRehearsal,
  tinyShape,
  trainingMemory,
} from './rehearsal/index.js';
export { requireReporters } from './reporters.js';
export { type FlagValue, flags, type Origin, type Setting, type Settings, settingValues } from './settings.js';
export { swiftProgram } from './swift-program.js';
export { train, trainingCommand } from './train.js';
export type { TrainingStep } from './training-log.js';
