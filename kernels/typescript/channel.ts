import type { ParameterQuestion } from './parameters.js';

/**
 * The messages between the kernel's two processes. Commands go to the worker over the Node IPC channel. Events come back inside the
 * worker's standard output, interleaved with the raw text of cells and their children, so that everything arrives in order.
 */

export interface Expressions {
  [name: string]: string;
}

export type Command =
  | {
      kind: 'execute';
      id: number;
      code: string;
      count: number;
      silent: boolean;
      expressions: Expressions;
      /** the id of the cell, where the client sends it */
      cell?: string;
    }
  | { kind: 'complete'; id: number; code: string; cursor: number }
  | { kind: 'inspect'; id: number; code: string; cursor: number; detail: number }
  | ({ kind: 'parameters'; id: number } & ParameterQuestion)
  | { kind: 'variables'; id: number; code: string; detail: number }
  | { kind: 'stop' };

/** A MIME bundle: one value in several MIME types. */
export interface Bundle {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

/** An exception in the fields of the protocol; `line` is the line of the cell, counted from 1. */
export interface Failure {
  ename: string;
  evalue: string;
  traceback: string[];
  line?: number;
}

/** The failure of an interrupted cell. */
export const interruption: Failure = {
  ename: 'Interrupted',
  evalue: 'the cell was interrupted',
  traceback: ['Interrupted: the cell was interrupted'],
};

export type ExpressionResult = ({ status: 'ok' } & Bundle) | ({ status: 'error' } & Failure);

export interface Outcome {
  id: number;
  failure?: Failure;
  expressions: Record<string, ExpressionResult>;
}

export type StreamName = 'stdout' | 'stderr';

/** Output of an earlier cell, whose id it has; without one it is that of the running cell, or the last one. */
interface Late {
  cell?: string;
}

export type WorkerEvent =
  | { kind: 'ready' }
  /** the process of TypeScript, which no interrupt may end */
  | { kind: 'compiler'; pid: number }
  | ({ kind: 'text'; name: StreamName; text: string } & Late)
  | ({ kind: 'display'; displayId?: string; update: boolean } & Bundle & Late)
  | ({ kind: 'result' } & Bundle)
  | ({ kind: 'clear'; wait: boolean } & Late)
  | { kind: 'input'; prompt: string; password: boolean }
  | ({ kind: 'failure'; failure: Failure } & Late)
  | { kind: 'answer'; id: number; content: Record<string, unknown> }
  | ({ kind: 'done' } & Outcome);

/** File descriptors of the worker besides stdin, stdout, stderr and IPC (3). */
export const descriptors = { alarm: 4, input: 5 } as const;

/** The bytes of one event: NUL and a random marker that no cell can guess, the length, a newline, JSON. */
export function encodeEvent(marker: string, event: WorkerEvent): Buffer {
  const body = Buffer.from(JSON.stringify(event));
  return Buffer.concat([Buffer.from(`\0${marker}${body.length}\n`), body]);
}

export interface Incoming {
  text(chunk: Buffer): void;
  event(event: WorkerEvent): void;
}

/** Splits a worker's output into raw text and events, in order, independent of chunk boundaries. */
export function eventParser(marker: string, { text, event }: Incoming): (chunk: Buffer) => void {
  const start = Buffer.from(`\0${marker}`);
  let chunks: Buffer[] = [];
  let size = 0;
  let needed = 0;
  return (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < needed) return;
    let rest = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    needed = 0;
    while (rest.length > 0) {
      const at = rest.indexOf(0);
      if (at !== 0) {
        text(at < 0 ? rest : rest.subarray(0, at));
        rest = at < 0 ? rest.subarray(rest.length) : rest.subarray(at);
        continue;
      }
      const head = rest.subarray(0, start.length);
      if (!start.subarray(0, head.length).equals(head)) {
        text(rest.subarray(0, 1));
        rest = rest.subarray(1);
        continue;
      }
      const newline = rest.indexOf(10, start.length);
      if (newline < 0) break;
      const end = newline + 1 + Number(rest.toString('latin1', start.length, newline));
      if (rest.length < end) {
        needed = end;
        break;
      }
      const parsed = parse(rest.toString('utf8', newline + 1, end));
      if (parsed) event(parsed);
      else text(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    chunks = rest.length > 0 ? [rest] : [];
    size = rest.length;
  };
}

/** A worker killed while writing may leave an incomplete event. */
function parse(json: string): WorkerEvent | undefined {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
