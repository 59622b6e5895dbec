export type { Ablation } from './ablation.js';
export type { Arm } from './arm-schema.js';
export type { AnsweredItem, EvaluationItem, EvaluationSet, PlannedSet } from './evaluation/index.js';
export { liveProgress, type Show } from './live-progress.js';
export { type LoadedExperiment, loadExperiment, loadExperiments } from './load.js';
export { type NewAblation, writeAblation } from './new-ablation.js';
export { type ExperimentPlan, type PlannedStage, planExperiment } from './plan.js';
export { type ExperimentPairs, plannedExperimentPairs } from './planned-pairs.js';
export { type Rehearsal, type RehearsalChoice, rehearseExperiment } from './rehearsal/index.js';
export {
  type ClearOptions,
  type ComparedKind,
  clearStore,
  comparedKinds,
  comparedRuns,
  coresToUse,
  type Difference,
  defaultStore,
  documentedRuns,
  type ExactAnswers,
  type ExportedModel,
  exactAnswers,
  expectedAgainst,
  exportModel,
  type FoundRun,
  findRun,
  ifRecorded,
  importRun,
  judgedExpectations,
  lastRun,
  type MatchedRun,
  type ModelExport,
  matchedBy,
  type OtherAnswers,
  openRun,
  otherAnswers,
  type Publication,
  type Replay,
  type Run,
  type RunEntry,
  type RunOptions,
  type RunStage,
  readHistory,
  recordedBeside,
  recordedFile,
  recordedNames,
  recordedOutputs,
  replayRun,
  runCrate,
  runExperiment,
  runNames,
  runOverview,
  runSlurmJob,
  runStages,
  runsNamed,
  type SlurmRun,
  type StartedRun,
  startedRuns,
  submitExperiment,
  wantedStages,
  withoutPaths,
  withResults,
} from './run/index.js';
export { runName } from './run-name.js';
export type { Experiment, SwiftSettings } from './schema.js';
export {
  type Asked,
  type AskOptions,
  askQuestions,
  type ComparedAnswer,
  lastSelfTest,
  type RecordedAnswers,
  type SelfTest,
  type Suspect,
  selfTest,
  selfTestFolder,
  selfTestQuestions,
} from './self-test/index.js';
export type { ExperimentSizes } from './sizes.js';
export { type ExperimentStages, experimentStages } from './stages/index.js';
export { settingsOf } from './swift.js';
