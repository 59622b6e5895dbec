export { evaluationRow } from './evaluation-row.js';
export { folderSetFile } from './folder-items.js';
export { type EvaluationInputs, makeSets } from './make-sets.js';
export { type CorpusHeader, planSets } from './plan-sets.js';
export { type AnswerScores, scoreAnswers } from './score-answers.js';
export { scorers, scoreSet } from './score-set.js';
export type { ScoringContext, SetScores } from './scorer.js';
export type { AnsweredItem, EvaluationItem, EvaluationSet, PlannedSet, SetOrigin } from './set.js';
