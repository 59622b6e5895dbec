import { commandGroup, type Register } from '../context.js';
import { registerCompare } from './compare.js';
import { registerCrossCheck } from './cross-check.js';
import { registerIdf } from './idf.js';
import { registerInstall } from './install.js';
import { registerList } from './list.js';
import { registerScore } from './score.js';
import { registerSpiderMax } from './spider-max.js';
import { registerTokenize } from './tokenize.js';

/** `acc metrics`: the caption metrics. */
export const registerMetrics: Register = commandGroup('metrics', 'caption metrics of Tables 1 and 2', [
  registerList,
  registerInstall,
  registerTokenize,
  registerScore,
  registerCompare,
  registerIdf,
  registerSpiderMax,
  registerCrossCheck,
]);
