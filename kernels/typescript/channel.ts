import type { ParameterQuestion } from './parameters.js';

/**
 * What the two processes of the kernel say to each other. Orders go down the Node IPC channel. Events come up inside the worker's
 * standard output, between the raw text that cells and their children write, so that everything arrives in the order it happened.
 */

export interface Expressions {
  [name: string]: string;
}

export type Order =
  | { kind: 'execute'; id: number; code: string; count: number; silent: boolean; expressions: Expressions }
  | { kind: 'complete'; id: number; code: string; cursor: number }
  | { kind: 'inspect'; id: number; code: string; cursor: number; detail: number }
  | { kind: 'is-complete'; id: number; code: string }
  | ({ kind: 'parameters'; id: number } & ParameterQuestion)
  | { kind: 'stop' };

/** What a notebook shows: one value in several MIME types. */
export interface Bundle {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

/** An exception as the protocol wants it; `line` is the line of the cell, counted from 1. */
export interface Failure {
  ename: string;
  evalue: string;
  traceback: string[];
  line?: number;
}

/** What an interrupted cell fails with. */
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

export type WorkerEvent =
  | { kind: 'ready' }
  | { kind: 'stderr'; text: string }
  | ({ kind: 'display'; displayId?: string; update: boolean } & Bundle)
  | ({ kind: 'result' } & Bundle)
  | { kind: 'clear'; wait: boolean }
  | { kind: 'input'; prompt: string; password: boolean }
  | { kind: 'failure'; failure: Failure }
  | { kind: 'answer'; id: number; content: Record<string, unknown> }
  | ({ kind: 'done' } & Outcome);

/** File descriptors of the worker beside stdin, stdout, stderr and IPC (3). */
export const descriptors = { alarm: 4, input: 5 } as const;

/** The bytes of one event: a mark that no cell can guess, the length, a newline, JSON. */
export function encodeEvent(mark: string, event: WorkerEvent): Buffer {
  const body = Buffer.from(JSON.stringify(event));
  return Buffer.concat([Buffer.from(`\0${mark}${body.length}\n`), body]);
}

export interface Incoming {
  text(chunk: Buffer): void;
  event(event: WorkerEvent): void;
}

/** Takes a worker's output apart into raw text and events, in order, however the bytes are cut. */
export function eventParser(mark: string, { text, event }: Incoming): (chunk: Buffer) => void {
  const start = Buffer.from(`\0${mark}`);
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

/** A worker that was cut off while it wrote may leave half an event. */
function parse(json: string): WorkerEvent | undefined {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
