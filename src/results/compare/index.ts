export type { CompareChoice } from './chosen-rows.js';
export { compareRuns } from './compare-runs.js';
export { comparisonMarkdown } from './markdown.js';
export type { SettingDifference } from './settings.js';
export { runComparisonText } from './text.js';
export type { ComparedRun, ComparedValue, RunComparison } from './types.js';
