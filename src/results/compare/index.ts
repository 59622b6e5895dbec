export { type CompareChoice, compareRuns } from './compare-runs.js';
export type { SettingDifference } from './settings.js';
export { runComparisonText } from './text.js';
export type { ComparedRun, ComparedValue, RunComparison } from './types.js';
