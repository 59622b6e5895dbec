import { commandGroup, type Register } from '../context.js';
import { registerList } from './list.js';
import { registerScore } from './score.js';

/** `acc tasks`: the classification tasks. */
export const registerTasks: Register = commandGroup('tasks', 'classification tasks of Table 3', [
  registerList,
  registerScore,
]);
