import type { Message } from '../../kernels/typescript/index.js';
import { AccError } from '../core/index.js';
import { cellError, errorOutput, kernelDied, outputOf, timeout, tooMuchOutput } from './cell-error.js';
import type { KernelClient } from './kernel-client.js';
import { type Cell, type CodeCell, type Metadata, type StreamOutput, tagsOf } from './nbformat.js';
import type { OutputRecorder } from './outputs.js';

/** What is the same for all cells of a run. */
export interface CellRun {
  file: string;
  kernel: KernelClient;
  recorder: OutputRecorder;
  timeoutSeconds: number | undefined;
  signal: AbortSignal | undefined;
  /** characters that all cells have written so far */
  written: number;
  /** told when a cell has got an output */
  onChange(): void;
  onOutput: ((name: OutputName, text: string) => void) | undefined;
  /** how a person finds the cell in the notebook that was given */
  nameOf(cell: Cell): string;
}

/** Where a text of a cell comes from: a stream, or the plain form of a value that it shows. */
export type OutputName = StreamOutput['name'] | 'value';

/** How a cell ended: undefined when well, `exit` where Python's `sys.exit()` ends a notebook without failure. */
export type Ending = { error: unknown } | 'exit' | undefined;

/** Runs one cell and records its outputs; what it writes after its end is recorded too. */
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
  const reply = run.kernel.execute(cell.source, { onMessage, stopOnError: !mayFail });
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

/** More than any viewer opens, and a quarter of the longest text that Node can write. */
const megabytes = 128;

/** Waits for the reply no longer than allowed; a cell that is stopped keeps what it has shown so far. */
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

/** nbclient's names for the moments of an execution, in metadata.execution. */
function phaseOf({ header, content }: Message): string | undefined {
  if (header.msg_type === 'execute_input') return 'iopub.execute_input';
  return header.msg_type === 'status' && ['busy', 'idle'].includes(String(content.execution_state))
    ? `iopub.status.${content.execution_state}`
    : undefined;
}

/** As nbclient writes it: microseconds, UTC. */
function timestamp(date: string): string {
  const [, seconds = '', fraction = ''] = /^(.{19})(?:\.(\d+))?/.exec(String(date)) ?? [];
  return `${seconds}.${fraction.padEnd(6, '0').slice(0, 6)}Z`;
}

/** The length of a message's texts; JSON values are rarely large. */
function sizeOf({ content }: Message): number {
  const texts = [content.text, ...Object.values((content.data ?? {}) as Metadata)];
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
}
