import { commandGroup, type Register } from '../context.js';
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

/** `acc data`: corpora, editing pairs and published datasets. */
export const registerData: Register = commandGroup('data', 'corpora, editing pairs and published datasets', [
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
]);
