import { AccError, type ErrorCode } from '../../core/index.js';

/** Creates the error of a damaged file: reason and byte offset. */
export type Failure = (code: ErrorCode, offset: number, reason: string) => AccError;

export function failure(file: string): Failure {
  return (code, offset, reason) => new AccError(code, { message: `${file}, byte ${offset}: ${reason}`, file, offset });
}
