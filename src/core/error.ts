import type { ErrorCode } from './error-codes.js';

/** Where and why, as data. `line` and `column` count from 1; `source` is the text of that line. */
export interface ErrorFacts {
  message: string;
  file?: string;
  line?: number;
  column?: number;
  source?: string;
  /** position of the fault in a binary file, in bytes from 0 */
  offset?: number;
  hint?: string;
  /** further facts for programs, shown with --json only */
  details?: unknown;
  cause?: unknown;
}

/** The one error class of the kit: a code from a closed set, a message, a place and a hint. */
export class AccError extends Error {
  override readonly name: string = 'AccError';
  readonly code: ErrorCode;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly source: string | undefined;
  readonly offset: number | undefined;
  readonly hint: string | undefined;
  readonly details: unknown;

  constructor(code: ErrorCode, facts: ErrorFacts) {
    super(facts.message, { cause: facts.cause });
    this.code = code;
    this.file = facts.file;
    this.line = facts.line;
    this.column = facts.column;
    this.source = facts.source;
    this.offset = facts.offset;
    this.hint = facts.hint;
    this.details = facts.details;
  }

  /** The facts alone, for --json output and records. */
  toJSON(): Record<string, unknown> {
    const { code, message, file, line, column, offset, hint, details } = this;
    return { code, message, file, line, column, offset, hint, details };
  }
}

/**
 * The error as a person reads it: message and code, place, the line with a caret, the hint.
 * @param error any thrown value; values that are not AccError give their message alone
 */
export function formatError(error: unknown): string {
  if (!(error instanceof AccError)) return error instanceof Error ? error.message : String(error);
  const lines = [`${error.message} (${error.code})`];
  if (error.file)
    lines.push(`  ${[error.file, error.line, error.column].filter((part) => part !== undefined).join(':')}`);
  if (error.source !== undefined) {
    lines.push(`  | ${error.source}`);
    if (error.column) lines.push(`  | ${' '.repeat(error.column - 1)}^`);
  }
  if (error.hint) lines.push(`  ${error.hint}`);
  return lines.join('\n');
}
