import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext, Register } from '../context.js';
import { registerCompare } from './compare.js';
import { registerCrossCheck } from './cross-check.js';
import { registerInstall } from './install.js';
import { registerList } from './list.js';
import { registerScore } from './score.js';
import { registerTokenize } from './tokenize.js';

const commands: Register[] = [
  registerList,
  registerInstall,
  registerTokenize,
  registerScore,
  registerCompare,
  registerCrossCheck,
];

/** `acc metrics`: the caption metrics. */
export function registerMetrics(program: CommandUnknownOpts, context: CommandContext): void {
  const metrics = program.command('metrics').description('caption metrics of Tables 1 and 2');
  for (const register of commands) register(metrics, context);
}
