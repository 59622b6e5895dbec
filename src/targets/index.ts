export { type AccMode, type AccTarget, accModes, accTarget } from './acc.js';
export { adcTarget } from './adc.js';
export { commonality } from './commonality.js';
export { type Prompts, prompts } from './prompts.js';
export { type TargetCounts, type TargetReport, type TargetTally, targetReport, targetTally } from './report.js';
export { acCaptionRows, accRow, acRow, acRows, adcRow } from './rows.js';
