export { type AccuracyScore, accuracy, type ClassAccuracy, type Confusion, type LabelledAnswer } from './accuracy.js';
export { type Match, matchAnswer } from './match-answer.js';
