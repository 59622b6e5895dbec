import { commandGroup, type Register } from '../context.js';
import { registerExport } from './export.js';

/** `acc model`: trained models. */
export const registerModel: Register = commandGroup('model', 'the models that arms of a run have become', [
  registerExport,
]);
