import type { Content } from '../../kernels/typescript/index.js';
import { AccError } from '../core/index.js';
import type { CodeCell, Output } from './nbformat.js';

/** Why a run stopped at a cell, in the kernel's words. @param name how a person finds the cell in the notebook that was given */
export function cellError(file: string, name: string, cell: CodeCell, line: number | undefined): AccError {
  const error = cell.outputs.findLast((output) => output.output_type === 'error');
  const what = error ? `${error.ename}: ${error.evalue}` : 'the cell was not run';
  const where = line === undefined ? name : `${name}, line ${line}`;
  const source = line === undefined ? undefined : cell.source.split('\n')[line - 1];
  const hint = error?.traceback.join('\n');
  return new AccError('notebook/cell-failed', { message: `${where}: ${what}`, file, line, source, hint });
}

/** The injected parameters have no place in the notebook that was given. */
export function nameOf(number: number | undefined): string {
  return number === undefined ? 'the injected parameters' : `cell ${number}`;
}

export function timeout(file: string, name: string, cell: CodeCell, seconds: number): AccError {
  const message = `${name} ran longer than ${seconds} s and was stopped`;
  return new AccError('notebook/cell-timeout', { message, file, hint: lastWords(cell) });
}

export function tooMuchOutput(file: string, name: string, cell: CodeCell, megabytes: number): AccError {
  const message = `${name} was stopped: the cells have written more than ${megabytes} MB, which no viewer opens`;
  return new AccError('notebook/too-much-output', { message, file, hint: lastWords(cell) });
}

/** The kernel ended under a cell. */
export function kernelDied(file: string, name: string, cell: CodeCell, died: AccError): AccError {
  const log = died.hint ? `the kernel wrote to its log:\n${died.hint}` : 'the kernel wrote nothing to its log';
  const hint = [lastWords(cell), log].filter(Boolean).join('\n  ');
  return new AccError(died.code, { message: `${name}: ${died.message}`, file, hint, cause: died });
}

export function interrupted(file: string, cause: unknown): AccError {
  const message = `the run of ${file} was stopped`;
  return new AccError('core/interrupted', { message, file, hint: 'run the same command again', cause });
}

/** The kernel's error reply as an output; a cell that was not run at all says so in red. */
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

/** An error of the run itself as an output of the cell that it stopped. */
export function outputOf(error: unknown): Output {
  const { name, message } = error as Error;
  return { output_type: 'error', ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}

const shownCharacters = 400;

/** The end of what a cell wrote last. */
function lastWords({ outputs }: CodeCell): string | undefined {
  const last = outputs.findLast((output) => output.output_type !== 'error');
  if (!last) return 'the cell had shown nothing so far';
  const text = last.output_type === 'stream' ? last.text : String(last.data['text/plain'] ?? Object.keys(last.data));
  return `its last output:\n${text.slice(-shownCharacters).trimEnd()}`;
}
