import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { registerPlan } from './plan.js';
import { registerRun } from './run.js';
import { registerStart } from './start.js';
import { registerStatus } from './status.js';

/** The commands of an experiment: start, plan, run, status. */
export function registerExperiment(program: CommandUnknownOpts, context: CommandContext): void {
  for (const register of [registerStart, registerPlan, registerRun, registerStatus]) register(program, context);
}
