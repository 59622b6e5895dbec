export { type AccMode, type AccTarget, accModes, accTarget } from './acc.js';
export { adcTarget } from './adc.js';
export { commonality } from './commonality.js';
export { type TargetCounts, type TargetReport, type TargetTally, targetReport, targetTally } from './report.js';
export { acCaptionRows, acRows, type TargetRow } from './rows.js';
export {
  alignsCaptions,
  isAboutPairs,
  rightAnswers,
  type TargetOptions,
  type TargetSources,
  targetRows,
} from './training-tasks.js';
