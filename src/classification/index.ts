export { type AccuracyScore, accuracy, type ClassAccuracy, type Confusion, type LabelledAnswer } from './accuracy.js';
export { type Match, matchAnswer } from './match-answer.js';
export { parseTask } from './parse-task.js';
export { readTask, readTasks } from './read-tasks.js';
export { type Matcher, matchers, type Task } from './task.js';
