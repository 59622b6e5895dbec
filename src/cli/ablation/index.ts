import { commandGroup, type Register } from '../context.js';
import { registerNew } from './new.js';

/** `acc ablation`: experiments of your own. */
export const registerAblation: Register = commandGroup('ablation', 'write an experiment of your own as one YAML file', [
  registerNew,
]);
