import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { registerDoctor } from './doctor.js';
import { registerEnv } from './env.js';

export { ensureEnvironment } from './env-create.js';

/** `acc doctor` and `acc env`: what the kit needs on this machine. */
export function registerSetup(program: CommandUnknownOpts, context: CommandContext): void {
  registerDoctor(program, context);
  registerEnv(program, context);
}
