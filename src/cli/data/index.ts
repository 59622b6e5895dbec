import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext, Register } from '../context.js';
import { registerBuild } from './build.js';
import { registerCheck } from './check.js';
import { registerFetch } from './fetch.js';
import { registerFilter } from './filter.js';
import { registerImport } from './import.js';
import { registerLeakage } from './leakage.js';
import { registerList } from './list.js';
import { registerRebuild } from './rebuild.js';
import { registerVerify } from './verify.js';
import { registerWorld } from './world.js';

const commands: Register[] = [
  registerCheck,
  registerWorld,
  registerBuild,
  registerRebuild,
  registerFilter,
  registerLeakage,
  registerList,
  registerFetch,
  registerVerify,
  registerImport,
];

/** `acc data`: corpora, editing pairs and published datasets. */
export function registerData(program: CommandUnknownOpts, context: CommandContext): void {
  const data = program.command('data').description('corpora, editing pairs and published datasets');
  for (const register of commands) register(data, context);
}
