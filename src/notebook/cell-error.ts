import type { Content } from '../../kernels/typescript/index.js';
import { AccError } from '../core/index.js';
import type { CodeCell, Output } from './nbformat.js';

/** Why a run stopped at a cell, with the kernel's error. @param name identifies the cell in the input notebook */
export function cellError(file: string, name: string, cell: CodeCell, line: number | undefined): AccError {
  const error = cell.outputs.findLast((output) => output.output_type === 'error');
  const what = error ? `${error.ename}: ${error.evalue}` : 'the cell was not run';
  const where = line === undefined ? name : `${name}, line ${line}`;
  const source = line === undefined ? undefined : cell.source.split('\n')[line - 1];
  const hint = error?.traceback.join('\n');
  return new AccError('notebook/cell-failed', { message: `${where}: ${what}`, file, line, source, hint });
}

/** The injected parameters are not part of the input notebook. */
export function nameOf(number: number | undefined): string {
  return number === undefined ? 'the injected parameters' : `cell ${number}`;
}

export function timeout(file: string, name: string, cell: CodeCell, seconds: number): AccError {
  const message = `${name} exceeded the timeout of ${seconds} s and was stopped`;
  return new AccError('notebook/cell-timeout', { message, file, hint: lastOutput(cell) });
}

export function tooMuchOutput(file: string, name: string, cell: CodeCell, megabytes: number): AccError {
  const message = `${name} was stopped: the cells have written more than ${megabytes} MB, more than viewers can open`;
  return new AccError('notebook/too-much-output', { message, file, hint: lastOutput(cell) });
}

/** The kernel exited while a cell was running. */
export function kernelDied(file: string, name: string, cell: CodeCell, died: AccError): AccError {
  const log = died.hint ? `log of the kernel:\n${died.hint}` : 'the log of the kernel is empty';
  const hint = [lastOutput(cell), log].filter(Boolean).join('\n  ');
  return new AccError(died.code, { message: `${name}: ${died.message}`, file, hint, cause: died });
}

export function interrupted(file: string, cause: unknown): AccError {
  const message = `the run of ${file} was stopped`;
  return new AccError('core/interrupted', { message, file, hint: 'to start over, run the same command again', cause });
}

/** The kernel's error reply as an output; an aborted cell gets an error output too. */
export function errorOutput({ status, ename, evalue, traceback }: Content): Output {
  if (status === 'error')
    return {
      output_type: 'error',
      ename: String(ename),
      evalue: String(evalue),
      traceback: (traceback ?? []) as string[],
    };
  const evalueOfAborted = `the kernel did not run this cell (status ${status})`;
  return {
    output_type: 'error',
    ename: 'Aborted',
    evalue: evalueOfAborted,
    traceback: [`Aborted: ${evalueOfAborted}`],
  };
}

/** An error of the run itself, as an output of the stopped cell. */
export function outputOf(error: unknown): Output {
  const { name, message } = error as Error;
  return { output_type: 'error', ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}

const shownCharacters = 400;

/** The end of a cell's last output. */
function lastOutput({ outputs }: CodeCell): string | undefined {
  const last = outputs.findLast((output) => output.output_type !== 'error');
  if (!last) return 'the cell had no output';
  const text = last.output_type === 'stream' ? last.text : String(last.data['text/plain'] ?? Object.keys(last.data));
  return `its last output:\n${text.slice(-shownCharacters).trimEnd()}`;
}
