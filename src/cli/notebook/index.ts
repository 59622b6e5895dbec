import { commandGroup, type Register } from '../context.js';
import { registerCheck } from './check.js';
import { registerClean } from './clean.js';
import { registerRun } from './run.js';

export { joinNameValues } from './name-value.js';

/** `acc notebook`: notebooks without Jupyter. */
export const registerNotebook: Register = commandGroup(
  'notebook',
  'run, check and clean notebooks, without Jupyter or Python',
  [registerRun, registerCheck, registerClean],
);
