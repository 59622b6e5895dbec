import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { registerCheck } from './check.js';
import { registerClean } from './clean.js';
import { registerRun } from './run.js';

export { joinNameValues } from './name-value.js';

/** `acc notebook`: notebooks without Jupyter. */
export function registerNotebook(program: CommandUnknownOpts, context: CommandContext): void {
  const notebook = program.command('notebook').description('run, check and clean notebooks, without Jupyter or Python');
  for (const register of [registerRun, registerCheck, registerClean]) register(notebook, context);
}
