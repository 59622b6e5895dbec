import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { AccError, decodeUtf8 } from '../core/index.js';
import { interrupted, nameOf } from './cell-error.js';
import { chooseKernel } from './choose-kernel.js';
import { type KernelClient, startKernel } from './kernel-client.js';
import { kernelName } from './kernelspec/index.js';
import type { Notebook } from './nbformat.js';
import { readNotebook } from './notebook-file.js';
import { clearOutputs, createOutputRecorder } from './outputs.js';
import { endRecord, type NotebookRecord, recordOf, startRecord } from './papermill.js';
import { parseNotebook } from './parse-notebook.js';
import {
  type CheckedParameters,
  checkedParameters,
  isCheckable,
  type PrepareOptions,
  prepareNotebook,
} from './prepare-notebook.js';
import type { OutputName } from './run-cell.js';
import { type CellProgress, type CellReport, runCells } from './run-cells.js';
import { type Environment, runEnvironment, setVariables } from './run-environment.js';
import { createSaver, type SaveOptions } from './saving.js';

export interface RunOptions extends PrepareOptions, SaveOptions {
  /** the kernel's working directory; the notebook's folder by default */
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** overrides variables that every run fixes, because outputs depend on them, e.g. TZ */
  environment?: Environment;
  /** name of a kernelspec; the notebook's own by default, and the kit's for TypeScript */
  kernel?: string;
  /** writes the notebook with its parameters without running it */
  prepareOnly?: boolean;
  startSeconds?: number;
  /** the timeout of one cell */
  timeoutSeconds?: number;
  signal?: AbortSignal;
  /** called before (`running`) and after every code cell */
  onCell?: (progress: CellProgress) => void;
  /** receives the text output of running cells */
  onOutput?: (name: OutputName, text: string) => void;
  /** reports warnings, e.g. a parameter that the notebook does not declare */
  onWarning?: (warning: string) => void;
  /** receives the report, also of a failed run */
  onReport?: (report: RunReport) => void;
}

export interface RunReport {
  output: string;
  /** the code cells */
  cells: CellReport[];
  run: number;
  skipped: number;
  failed: number;
  notRun: number;
  seconds: number;
  warnings: string[];
}

/**
 * Runs a notebook from top to bottom in a fresh kernel and writes it with its outputs, with papermill's semantics: tags `parameters`,
 * `injected-parameters`, `raises-exception` and `skip-execution`, metadata, error markers, saves during the run. Values are checked against the
 * TypeScript types of the parameters cell before anything is run or written.
 * @param file a notebook, or `-` for standard input
 * @throws AccError notebook/bad-parameter; notebook/output-in-use; notebook/cell-failed with file, cell and line; notebook/cell-timeout; notebook/kernel-died;
 * core/interrupted
 */
export async function runNotebook(file: string, options: RunOptions): Promise<RunReport> {
  const started = performance.now();
  const warnings: string[] = [];
  const warn = (warning: string): void => {
    warnings.push(warning);
    options.onWarning?.(warning);
  };
  const notebook =
    file === '-'
      ? parseNotebook(decodeUtf8(await buffer(process.stdin), file), file, warn)
      : await readNotebook(file, warn);
  const { output, prepareOnly, signal, startSeconds } = options;
  const cwd = await existingFolder(options.cwd ?? (file === '-' ? process.cwd() : dirname(resolve(file))));
  const command = await chooseKernel(notebook, options);
  const saver = await createSaver(notebook, output, options, warn);
  const prepared = { notebook, file, command, options };
  const environment = runEnvironment(options.environment);
  const numbers = new Map(notebook.cells.map((cell, i) => [cell, i + 1]));
  const reports: CellReport[] = [];
  let record: NotebookRecord | undefined;

  const prepare = (checked: CheckedParameters): void => {
    record = prepareNotebook(prepared, checked);
    for (const [i, { id, cell_type }] of notebook.cells.entries())
      if (cell_type === 'code') reports.push({ cell: i + 1, id, status: 'not run', seconds: 0 });
    if (prepareOnly) return;
    startRecord(notebook, record, setVariables(environment));
    clearOutputs(notebook);
    if (command.name === kernelName || options.kernel || !notebook.metadata.kernelspec)
      notebook.metadata.kernelspec = {
        display_name: command.displayName,
        language: command.language,
        name: command.name,
      };
  };
  const withKernel = async <T>(use: (kernel: KernelClient) => Promise<T>): Promise<T> => {
    const env = { ...options.env, ...environment };
    const kernel = await startKernel({ cwd, env, kernel: command, startSeconds, signal });
    return use(kernel).finally(() => kernel.end());
  };
  const check = (kernel?: KernelClient): Promise<CheckedParameters> =>
    unlessAborted(checkedParameters(prepared, kernel, warn), signal);
  const execute = async (kernel: KernelClient): Promise<void> => {
    prepare(await check(kernel));
    await saver.save();
    const info = await kernel.request('kernel_info_request', {});
    notebook.metadata.language_info = info.content.language_info;
    const cellRun = {
      ...{ file, kernel, signal, recorder: createOutputRecorder(), written: 0, onChange: saver.changed },
      ...{ timeoutSeconds: options.timeoutSeconds, onOutput: options.onOutput },
      nameOf: (cell: Notebook['cells'][number]) => nameOf(numbers.get(cell)),
    };
    await runCells(notebook, reports, cellRun, saver, { onCell: options.onCell, onWarning: warn });
    endRecord(
      record!,
      notebook.cells.some((cell) => recordOf(cell).exception),
    );
  };
  const report = (): RunReport => {
    const count = (wanted: CellReport['status']): number => reports.filter(({ status }) => status === wanted).length;
    const counts = { run: count('run'), skipped: count('skipped'), failed: count('failed'), notRun: count('not run') };
    return { output, cells: reports, ...counts, seconds: (performance.now() - started) / 1000, warnings };
  };

  try {
    signal?.throwIfAborted();
    if (prepareOnly) prepare(await (isCheckable(prepared) ? withKernel(check) : check()));
    else await withKernel(execute);
    await saver.finish();
  } catch (error) {
    if (!record && isKernelFailure(error) && !prepareOnly)
      prepare({ parameters: options.parameters ?? {}, declared: [], members: [] });
    if (record) {
      endRecord(record, true);
      await saver.finish().catch((failed) => warn(`the notebook could not be saved: ${failed.message}`));
    }
    options.onReport?.(report());
    throw signal?.aborted ? interrupted(file, error) : error;
  } finally {
    await saver.release();
  }
  options.onReport?.(report());
  return report();
}

/** Work that no cell does, such as a type check of values, is not waited for when the run is stopped. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Whether the kernel failed before the run began: the output records this too. */
function isKernelFailure(error: unknown): boolean {
  return error instanceof AccError && error.code.startsWith('notebook/kernel-');
}

async function existingFolder(folder: string): Promise<string> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return folder;
  throw new AccError('notebook/bad-path', { message: `the working directory ${folder} is not a folder`, file: folder });
}
