import { AccError } from '../core/index.js';

/** The error for an interpreter that does not exist. */
export function noPythonAt(file: string): AccError {
  return new AccError('python/not-found', {
    message: `no Python at ${file}`,
    file,
    hint: 'run "npm run acc -- env", or correct ACC_PYTHON',
  });
}
