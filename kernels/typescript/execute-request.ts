import type { Expressions, Failure } from './channel.js';
import type { Content } from './wire.js';

/** What an execute_request asks for, with the protocol's defaults for what is left out. */
export interface ExecuteRequest {
  code: string;
  /** no execute_input, no count, no result */
  silent: boolean;
  /** counted, and kept in the history */
  stored: boolean;
  expressions: Expressions;
}

/** @returns a failure for content that cannot be run: nothing of it may be guessed */
export function readExecuteRequest(content: Content): ExecuteRequest | Failure {
  const { code, silent = false, store_history = true } = content;
  const expressions = content.user_expressions ?? {};
  if (typeof code !== 'string') return badRequest('code is not a string');
  if (!isExpressions(expressions)) return badRequest('user_expressions is not an object of strings');
  const stored = silent !== true && store_history !== false;
  return { code, silent: silent === true, stored, expressions };
}

function isExpressions(value: unknown): value is Expressions {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((expression) => typeof expression === 'string');
}

function badRequest(what: string): Failure {
  const evalue = `the execute_request cannot be run: ${what}`;
  return { ename: 'BadRequest', evalue, traceback: [`BadRequest: ${evalue}`] };
}
