export { type AccuracyScore, accuracy, type ClassAccuracy, type Confusion, type LabelledAnswer } from './accuracy.js';
export { isRight, type Match, matchAnswer } from './match-answer.js';
export { type PairedAccuracy, pairedAccuracy } from './paired-accuracy.js';
