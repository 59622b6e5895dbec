import { commandGroup, type Register } from '../context.js';
import { registerCheck } from './env-check.js';
import { registerCreate } from './env-create.js';
import { registerLock } from './env-lock.js';

/** `acc env`: the Python environment with ms-swift; without a subcommand, `acc env create`. */
export const registerEnv: Register = commandGroup('env', 'the Python environment of environment.yml', [
  registerCreate,
  registerCheck,
  registerLock,
]);
