import { AccError, type ErrorCode } from '../../core/index.js';
import { beyondLimit, type Limited } from '../limits.js';

/** Creates the error of a damaged file: reason and byte offset. */
export type Failure = (code: ErrorCode, offset: number, reason: string, hint?: string) => AccError;

/** @param start offset of the first byte that the offsets count from */
export function failure(file: string, start = 0): Failure {
  return (code, offset, reason, hint) =>
    new AccError(code, {
      message: `${file}, byte ${start + offset}: ${reason}`,
      file,
      offset: start + offset,
      ...(hint && { hint }),
    });
}

/** @throws 'audio/beyond-limit' */
export function requireWithin(name: Limited, value: number, offset: number, fail: Failure): void {
  const beyond = beyondLimit(name, value);
  if (beyond) throw fail('audio/beyond-limit', offset, beyond.message, beyond.hint);
}
