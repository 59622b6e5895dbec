export { buildModel, type TinyModel } from './build-model.js';
export {
  checkVersions,
  findEnvironment,
  installEnvironment,
  type PythonEnvironment,
  requireEnvironment,
  type TrainerVersions,
  trainerVersions,
} from './environment.js';
export { readEnvironmentFile } from './environment-file.js';
export { type Answer, generate, generationCommand } from './generate.js';
export type { ProcessOptions, ProcessUsage } from './process.js';
export { type FlagValue, flags, type Origin, type Setting, type Settings, settingValues } from './settings.js';
export { train, trainingCommand } from './train.js';
export { readTrainingLog, type TrainingStep } from './training-log.js';
