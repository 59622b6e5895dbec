import type { Message } from '../../kernels/typescript/index.js';
import { AccError } from '../core/index.js';
import { cellError, errorOutput, kernelDied, outputOf, timeout, tooMuchOutput } from './cell-error.js';
import type { KernelClient } from './kernel-client.js';
import { type Cell, type CodeCell, type Metadata, type StreamOutput, tagsOf } from './nbformat.js';
import type { OutputRecorder } from './outputs.js';

/** Shared by all cells of a run. */
export interface CellRun {
  file: string;
  kernel: KernelClient;
  recorder: OutputRecorder;
  timeoutSeconds: number | undefined;
  signal: AbortSignal | undefined;
  /** characters written so far by all cells */
  written: number;
  /** called when a cell has a new output */
  onChange(): void;
  onOutput: ((name: OutputName, text: string) => void) | undefined;
  /** identifies the cell in the input notebook */
  nameOf(cell: Cell): string;
}

/** The source of a text: a stream, or the text/plain form of a displayed value. */
export type OutputName = StreamOutput['name'] | 'value';

/** How a cell ended: undefined on success, `exit` if Python's `sys.exit()` ended the notebook without failure. */
export type Ending = { error: unknown } | 'exit' | undefined;

/** Runs one cell and records its outputs, including late ones. */
export async function runCell(cell: CodeCell, run: CellRun): Promise<Ending> {
  let line: number | undefined;
  let flooded: (error: unknown) => void = () => {};
  const flood = new Promise<never>((_, reject) => {
    flooded = reject;
  });
  const timing: Metadata = {};
  cell.metadata.execution = timing;
  const onMessage = (message: Message): void => {
    const { header, content, metadata } = message;
    const phase = phaseOf(message);
    if (phase) timing[phase] = timestamp(header.date);
    run.written += sizeOf(message);
    if (run.written > megabytes * 1e6) {
      flooded(tooMuchOutput(run.file, run.nameOf(cell), cell, megabytes));
      return;
    }
    if (run.recorder.record(cell, message)) run.onChange();
    if (header.msg_type === 'error') line ??= typeof metadata.cell_line === 'number' ? metadata.cell_line : undefined;
    if (header.msg_type === 'stream') run.onOutput?.(content.name as OutputName, String(content.text));
    const plain = (content.data as Metadata | undefined)?.['text/plain'];
    if (plain !== undefined) run.onOutput?.('value', String(plain));
  };
  const mayFail = tagsOf(cell).includes('raises-exception');
  const reply = run.kernel.execute(cell.source, { onMessage, stopOnError: !mayFail, cell: cell.id });
  const { content, header } = await within(reply, flood, cell, run);
  timing['shell.execute_reply'] = timestamp(header.date);
  if (content.status === 'ok') return undefined;
  if (!hasError(cell)) cell.outputs.push(errorOutput(content));
  if (content.status === 'error' && mayFail) return undefined;
  if (content.ename === 'SystemExit' && ['', '0'].includes(String(content.evalue))) return 'exit';
  return { error: cellError(run.file, run.nameOf(cell), cell, line) };
}

export function hasError({ outputs }: CodeCell): boolean {
  return outputs.some((output) => output.output_type === 'error');
}

/** More than viewers can open, and a quarter of the longest string in Node. */
const megabytes = 128;

/** Waits for the reply until the timeout; a stopped cell keeps its outputs so far. */
async function within(reply: Promise<Message>, flood: Promise<never>, cell: CodeCell, run: CellRun): Promise<Message> {
  const { kernel, timeoutSeconds, signal, file, nameOf } = run;
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    if (timeoutSeconds)
      timer = setTimeout(() => reject(timeout(file, nameOf(cell), cell, timeoutSeconds)), timeoutSeconds * 1000);
    onAbort = () => reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([reply, stopped, flood]);
  } catch (cause) {
    await stopCell(kernel, reply);
    const isDeath = cause instanceof AccError && cause.code === 'notebook/kernel-died';
    const error = isDeath ? kernelDied(file, nameOf(cell), cell, cause) : cause;
    if (!hasError(cell)) cell.outputs.push(outputOf(error));
    throw error;
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener('abort', onAbort);
  }
}

const stopMilliseconds = 3000;

/** Interrupts the cell, so that its last outputs arrive; a kernel that does not react is killed at the end of the run. */
async function stopCell(kernel: KernelClient, reply: Promise<Message>): Promise<void> {
  const settled = Promise.allSettled([kernel.interrupt(), reply]);
  let timer: NodeJS.Timeout | undefined;
  const gracePeriod = new Promise((resolve) => {
    timer = setTimeout(resolve, stopMilliseconds);
  });
  await Promise.race([settled, gracePeriod]);
  clearTimeout(timer);
}

/** nbclient's names for the timestamps of an execution, in metadata.execution. */
function phaseOf({ header, content }: Message): string | undefined {
  if (header.msg_type === 'execute_input') return 'iopub.execute_input';
  return header.msg_type === 'status' && ['busy', 'idle'].includes(String(content.execution_state))
    ? `iopub.status.${content.execution_state}`
    : undefined;
}

/** nbclient's format: microseconds, UTC. */
function timestamp(date: string): string {
  const [, seconds = '', fraction = ''] = /^(.{19})(?:\.(\d+))?/.exec(String(date)) ?? [];
  return `${seconds}.${fraction.padEnd(6, '0').slice(0, 6)}Z`;
}

/** The length of a message's texts; JSON values are rarely large. */
function sizeOf({ content }: Message): number {
  const texts = [content.text, ...Object.values((content.data ?? {}) as Metadata)];
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
}
