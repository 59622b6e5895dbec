import { readFileSync } from 'node:fs';
import { inspect, types } from 'node:util';
import { type Failure, interruption } from '../channel.js';
import type { Diagnostic } from './checker.js';
import { fieldOf } from './field-of.js';
import type { Places } from './local-files.js';
import { type Frame, type Position, shorten } from './stack-frames.js';
import { frameLines, type StackTraces } from './stack-traces.js';
import { syntaxHint } from './syntax-hints.js';

const maximumCauses = 5;

/** The context in which an exception is shown. */
export interface TracebackContext {
  stacks: StackTraces;
  places: Places;
  /** execution count of the running cell, else of the last one */
  count: number;
}

/**
 * An exception as the notebook shows it: the position in the cell with its line and a caret, then the position where it was thrown if that is in an
 * earlier cell or in a source of the repository, then name, message, the stack frames of user code and the causes.
 */
export function failureOf(error: unknown, context: TracebackContext): Failure {
  return withCauses(error, context, new Set());
}

/** The failure of an interrupted cell, with the position where it was stopped, as far as that is known. */
export function failureOfInterrupt(
  frames: readonly Frame[],
  { places, count }: Omit<TracebackContext, 'stacks'>,
): Failure {
  const here = ownFrame(frames);
  return {
    ...interruption,
    line: lineIn(here, count),
    traceback: [...excerptAt(here, places), ...interruption.traceback, ...frameLines(frames)],
  };
}

function withCauses(error: unknown, context: TracebackContext, seen: Set<unknown>): Failure {
  seen.add(error);
  if (!isError(error)) {
    const evalue = shownValue(error);
    return { ename: 'Thrown', evalue, traceback: [`Thrown: ${evalue}`] };
  }
  const frames = context.stacks.frames(error);
  const here = ownFrame(frames);
  const thrown = frames.find(({ position }) => position);
  const evalue = text(fieldOf(error, 'message'));
  const ename = text(fieldOf(error, 'name')) || 'Error';
  const causes = causesOf(error).filter((cause) => !seen.has(cause) && seen.size < maximumCauses);
  return {
    ename,
    evalue,
    line: lineIn(here, context.count),
    traceback: [
      ...excerptAt(here, context.places),
      ...(thrown === here ? [] : excerptAt(thrown, context.places)),
      `${ename}: ${evalue}`,
      ...hintOf(error),
      ...frameLines(frames),
      ...causes.flatMap((cause) => {
        const [first = '', ...rest] = withCauses(cause, context, seen).traceback;
        return [`Caused by ${first}`, ...rest];
      }),
    ],
  };
}

/** The innermost frame of the cell that was run, which is the outermost one. */
function ownFrame(frames: readonly Frame[]): Frame | undefined {
  const outermost = frames.findLast(({ cell }) => cell);
  return frames.find(({ cell }) => cell && cell === outermost?.cell);
}

/** The line of a frame in the running cell. @param count the execution count of that cell */
function lineIn(frame: Frame | undefined, count: number): number | undefined {
  return frame?.cell?.count === count ? frame.position?.line : undefined;
}

/** The errors that the checker found before the cell ran; syntax errors have TypeScript codes below 2000. */
export function failureOfDiagnostics(diagnostics: Diagnostic[], count: number, source: string): Failure {
  const [first] = diagnostics as [Diagnostic];
  const ename = first.code < 2000 ? 'SyntaxError' : 'TypeCheckError';
  const evalue = first.messageText;
  const shown = diagnostics.flatMap((diagnostic, i) => {
    const position = within(source, { line: diagnostic.start.line + 1, column: diagnostic.start.character + 1 });
    const summary = `${ename}: ${diagnostic.messageText} (TS${diagnostic.code})`;
    const previous = diagnostics[i - 1];
    const isDetail =
      previous &&
      previous.start.line === diagnostic.start.line &&
      previous.start.character === diagnostic.start.character;
    return isDetail ? [`  ${diagnostic.messageText}`] : [...excerpt(`Cell In[${count}]`, source, position), summary];
  });
  const { line } = within(source, { line: first.start.line + 1, column: 1 });
  const hint = syntaxHint(source, lineOf(source, line), ename === 'SyntaxError');
  return { ename, evalue, traceback: hint ? [...shown, `  ${hint}`] : shown, line };
}

/** An error past the end of a cell is reported after its last non-empty line. */
function within(source: string, position: Position): Position {
  const lines = source.trimEnd().split('\n');
  return position.line <= lines.length ? position : { line: lines.length, column: lines.at(-1)!.length + 1 };
}

const maximumWidth = 160;

/** A position, its line and a caret under the column; of a very long line, the surrounding part. */
function excerpt(where: string, source: string, { line, column }: Position): string[] {
  const whole = lineOf(source, line);
  const from = column > maximumWidth ? column - maximumWidth / 2 : 0;
  const shown = whole.slice(from, from + maximumWidth);
  const caret = `${shown.slice(0, column - 1 - from).replace(/[^\t]/g, ' ')}^`;
  return [`${where}, line ${line}`, `  | ${shown}`, `  | ${caret}`];
}

function lineOf(source: string, line: number): string {
  return source.split(/\r?\n/)[line - 1] ?? '';
}

function excerptAt(frame: Frame | undefined, places: Places): string[] {
  if (!frame?.position) return [];
  const { cell, file, position } = frame;
  if (cell) return excerpt(`Cell In[${cell.count}]`, cell.source, position);
  try {
    return excerpt(shorten(file!, places), readFileSync(file!, 'utf8'), position);
  } catch {
    return []; // the file was deleted since it was loaded
  }
}

function hintOf(error: object): string[] {
  const hint = fieldOf(error, 'hint');
  return typeof hint === 'string' ? [`  ${hint}`] : [];
}

function causesOf(error: object): unknown[] {
  const errors = fieldOf(error, 'errors');
  if (Array.isArray(errors)) return errors;
  const cause = fieldOf(error, 'cause');
  return cause === undefined ? [] : [cause];
}

function isError(value: unknown): value is object {
  try {
    if (types.isNativeError(value)) return true;
    return typeof value === 'object' && value !== null && 'message' in value && 'stack' in value;
  } catch {
    return false;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : shownValue(value);
}

/** A value's custom inspect method may throw. */
function shownValue(value: unknown): string {
  try {
    return inspect(value);
  } catch {
    return inspect(value, { customInspect: false });
  }
}
