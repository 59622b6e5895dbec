export { type Asked, type AskOptions, askQuestions } from './ask.js';
export { lastSelfTest } from './last-self-test.js';
export { type RecordedAnswers, recordedAnswers, selfTestFolder, selfTestQuestions } from './questions.js';
export { type ComparedAnswer, type SelfTest, selfTest } from './self-test.js';
export type { Suspect } from './suspects.js';
