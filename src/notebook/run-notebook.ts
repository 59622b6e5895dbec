import { dirname, resolve } from 'node:path';
import type { Message } from '../../kernels/typescript/index.js';
import { cellError, errorOutput, interrupted, nameOf, outputOf, timeout } from './cell-error.js';
import { type KernelClient, startKernel } from './kernel-client.js';
import { kernelName } from './kernelspec/index.js';
import { type Cell, type CodeCell, type Notebook, readNotebook, tagsOf, writeNotebook } from './nbformat.js';
import { clearOutputs, createOutputRecorder, type OutputRecorder } from './outputs.js';
import { endCell, endRecord, markFailure, recordOf, startCell, startRecord } from './papermill.js';
import { injectParameters, type Parameters } from './parameters.js';

export interface RunOptions {
  /** where the executed notebook is written; saved before and after every cell */
  output: string;
  parameters?: Parameters;
  /** the kernel's working directory; the notebook's folder by default */
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** the longest time that one cell may take */
  timeoutSeconds?: number;
  signal?: AbortSignal;
  /** told before (`running`) and after every code cell */
  onCell?: (progress: CellProgress) => void;
  /** told of what a person should know, e.g. a parameter that the notebook does not declare */
  onWarning?: (warning: string) => void;
}

export interface CellProgress {
  /** counts all cells of the output notebook from 1 */
  cell: number;
  cells: number;
  status: 'running' | 'completed' | 'failed';
  seconds: number;
  source: string;
}

export interface RunReport {
  output: string;
  cells: number;
  seconds: number;
  warnings: string[];
}

/**
 * Runs a notebook from top to bottom in a fresh kernel and writes it with its outputs, with papermill's semantics: tags `parameters`,
 * `injected-parameters`, `raises-exception` and `skip-execution`, metadata, error markers, saved as it goes.
 * @throws AccError notebook/cell-failed with file, cell and line; notebook/cell-timeout; notebook/kernel-died; core/interrupted
 */
export async function runNotebook(file: string, options: RunOptions): Promise<RunReport> {
  const started = performance.now();
  const notebook = await readNotebook(file);
  const { output, parameters = {}, cwd = dirname(resolve(file)) } = options;
  const numbers = new Map(notebook.cells.map((cell, i) => [cell, i + 1]));
  const warnings = Object.keys(parameters).length > 0 ? injectParameters(notebook, parameters) : [];
  for (const warning of warnings) options.onWarning?.(warning);
  clearOutputs(notebook);
  const record = startRecord(notebook, { parameters, input_path: file, output_path: output });
  notebook.metadata.kernelspec = { display_name: 'TypeScript (acc-kit)', language: 'typescript', name: kernelName };
  const save = inOrder(() => writeNotebook(output, notebook));
  await save();
  try {
    options.signal?.throwIfAborted();
    const kernel = await startKernel({ cwd, env: options.env });
    try {
      await runCells(notebook, { file, kernel, save, options, nameOf: (cell) => nameOf(numbers.get(cell)) });
    } finally {
      await kernel.end();
    }
    endRecord(record, false);
    await save();
  } catch (error) {
    endRecord(record, true);
    await save();
    throw options.signal?.aborted ? interrupted(file, error) : error;
  }
  return { output, cells: notebook.cells.length, seconds: (performance.now() - started) / 1000, warnings };
}

/** papermill's interval; a save that fails is tried again, and reported, when the cell has ended. */
const autosaveSeconds = 30;

interface Run {
  file: string;
  kernel: KernelClient;
  save(): Promise<void>;
  options: RunOptions;
  /** how a person finds the cell in the notebook that was given */
  nameOf(cell: Cell): string;
}

async function runCells(notebook: Notebook, run: Run): Promise<void> {
  const recorder = createOutputRecorder();
  const info = await run.kernel.request('kernel_info_request', {});
  notebook.metadata.language_info = info.content.language_info;
  for (const [index, cell] of [...notebook.cells].entries()) {
    run.options.signal?.throwIfAborted();
    startCell(cell);
    if (!isRun(cell)) {
      endCell(cell, false);
      continue;
    }
    const progress = { cell: index + 1, cells: notebook.cells.length, source: cell.source };
    run.options.onCell?.({ ...progress, status: 'running', seconds: 0 });
    await run.save();
    const autosave = setInterval(() => run.save().catch(() => {}), autosaveSeconds * 1000);
    const failure = await runCell(cell, recorder, run).catch((error: unknown) => ({ error }));
    clearInterval(autosave);
    endCell(cell, failure !== undefined);
    if (failure) markFailure(notebook, cell);
    await run.save();
    const status = failure ? 'failed' : 'completed';
    run.options.onCell?.({ ...progress, status, seconds: recordOf(cell).duration ?? 0 });
    if (failure) throw failure.error;
  }
  failLate(notebook, run);
}

/** What a cell had started may fail after the cell has ended: then it was not well after all. */
function failLate(notebook: Notebook, run: Run): void {
  const failed = notebook.cells.find(
    (cell): cell is CodeCell => isRun(cell) && hasError(cell) && !tagsOf(cell).includes('raises-exception'),
  );
  if (!failed) return;
  endCell(failed, true);
  markFailure(notebook, failed);
  throw cellError(run.file, run.nameOf(failed), failed, undefined);
}

/** @returns why the run must stop, or undefined */
async function runCell(cell: CodeCell, recorder: OutputRecorder, run: Run): Promise<{ error: unknown } | undefined> {
  let line: number | undefined;
  const onMessage = (message: Message): void => {
    recorder.record(cell, message);
    if (message.header.msg_type === 'error') line ??= numberOr(message.metadata.cell_line);
  };
  const reply = await within(run.kernel.execute(cell.source, { onMessage }), cell, run);
  const { content } = reply;
  if (content.status === 'ok') return undefined;
  if (!hasError(cell)) cell.outputs.push(errorOutput(content));
  if (content.status === 'error' && tagsOf(cell).includes('raises-exception')) return undefined;
  return { error: cellError(run.file, run.nameOf(cell), cell, line) };
}

/** Waits for the reply no longer than allowed; a cell that is stopped keeps what it has shown so far. */
async function within(
  reply: Promise<Message>,
  cell: CodeCell,
  { kernel, options, file, nameOf }: Run,
): Promise<Message> {
  const { timeoutSeconds, signal } = options;
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    if (timeoutSeconds)
      timer = setTimeout(() => reject(timeout(file, nameOf(cell), timeoutSeconds)), timeoutSeconds * 1000);
    onAbort = () => reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([reply, stopped]);
  } catch (error) {
    await stopCell(kernel, reply);
    if (!hasError(cell)) cell.outputs.push(outputOf(error));
    throw error;
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener('abort', onAbort);
  }
}

const stopMilliseconds = 3000;

/** Interrupts, so that the last outputs arrive; a kernel that does not react is ended by the run's end. */
async function stopCell(kernel: KernelClient, reply: Promise<Message>): Promise<void> {
  const settled = Promise.allSettled([kernel.interrupt(), reply]);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, stopMilliseconds);
  });
  await Promise.race([settled, patience]);
  clearTimeout(timer);
}

function hasError({ outputs }: CodeCell): boolean {
  return outputs.some((output) => output.output_type === 'error');
}

/** Saves one after the other: an older state must not be written over a newer one. */
function inOrder(save: () => Promise<void>): () => Promise<void> {
  let line: Promise<void> = Promise.resolve();
  return () => {
    line = line.catch(() => {}).then(save);
    return line;
  };
}

function isRun(cell: Cell): cell is CodeCell {
  return cell.cell_type === 'code' && cell.source.trim() !== '' && !tagsOf(cell).includes('skip-execution');
}

function numberOr(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
