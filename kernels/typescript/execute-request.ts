import type { Expressions, Failure } from './channel.js';
import type { Content } from './wire.js';

/** The content of an execute_request, with the protocol's defaults for missing fields. */
export interface ExecuteRequest {
  code: string;
  /** no execute_input, no execution count, no result */
  silent: boolean;
  /** increments the execution count and enters the history */
  stored: boolean;
  expressions: Expressions;
}

/** @returns a failure for invalid content; nothing is guessed */
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
  const evalue = `invalid execute_request: ${what}`;
  return { ename: 'BadRequest', evalue, traceback: [`BadRequest: ${evalue}`] };
}
