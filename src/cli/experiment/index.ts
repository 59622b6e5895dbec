import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { registerCancel } from './cancel.js';
import { registerClaims } from './claims.js';
import { registerCompare } from './compare.js';
import { registerExport } from './export.js';
import { registerGc } from './gc.js';
import { registerImport } from './import.js';
import { registerPlan } from './plan.js';
import { registerRecord } from './record.js';
import { registerRehearse } from './rehearse.js';
import { registerRun } from './run.js';
import { registerStage } from './stage.js';
import { registerStart } from './start.js';
import { registerStatus } from './status.js';
import { registerVerify } from './verify.js';

export { authorOption, storeOption } from './options.js';

/** The commands of an experiment: start, plan, rehearse, run, status, cancel, verify, gc, claims, compare, export, import, record; and stage, for jobs. */
export function registerExperiment(program: CommandUnknownOpts, context: CommandContext): void {
  const commands = [
    registerStart,
    registerPlan,
    registerRehearse,
    registerRun,
    registerStatus,
    registerCancel,
    registerVerify,
    registerGc,
    registerClaims,
    registerCompare,
    registerExport,
    registerImport,
    registerRecord,
    registerStage,
  ];
  for (const register of commands) register(program, context);
}
