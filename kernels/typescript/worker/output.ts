import { writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { LRUCache } from 'lru-cache';
import { encodeEvent, type StreamName, type WorkerEvent } from '../channel.js';

export type Emit = (event: WorkerEvent) => void;

/**
 * Replaces standard output and error of the worker. Output is raw text on descriptor 1, as from children that inherit it; events are interleaved.
 * Writes block, so that nothing is lost or reordered, and a cell that floods waits for its reader. What code of an earlier cell writes is marked
 * with that cell. Raw output of children cannot be: it belongs to the running cell, or the last one.
 * @param late the earlier cell whose code runs, if any
 */
export function takeOverOutput(marker: string, late: () => string | undefined): Emit {
  const decoder = new StringDecoder('utf8'); // a write may end inside a character
  const lateDecoders = new LRUCache<string, StringDecoder>({ max: 100, memoMethod: () => new StringDecoder('utf8') });
  const emit: Emit = (event) => writeAll(1, encodeEvent(marker, event));
  const text = (name: StreamName, decoded: string, cell?: string): void => {
    if (decoded) emit({ kind: 'text', name, text: decoded, cell });
  };
  const write = (name: StreamName, bytes: Buffer): void => {
    const cell = late();
    if (cell !== undefined) text(name, lateDecoders.memo(`${name} ${cell}`).write(bytes), cell);
    else if (name === 'stderr') text(name, decoder.write(bytes));
    else writeAll(1, bytes);
  };
  replace('stdout', (bytes) => write('stdout', bytes));
  replace('stderr', (bytes) => write('stderr', bytes));
  return (event) => {
    if (event.kind === 'done') {
      text('stderr', decoder.end());
      writeAll(2, encodeEvent(marker, event));
    }
    emit(isOutput(event) ? { ...event, cell: event.cell ?? late() } : event);
  };
}

function isOutput(event: WorkerEvent): event is Extract<WorkerEvent, { cell?: string }> {
  const { kind } = event;
  return kind === 'text' || kind === 'display' || kind === 'clear' || kind === 'failure';
}

type Written = (error?: Error | null) => void;

/** `write` bypasses the stream's queue: an interrupt may terminate a write, and the queue would wait for it indefinitely. */
function replace(name: StreamName, send: (bytes: Buffer) => void): void {
  const write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Written, written?: Written): boolean => {
    send(
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8')
        : Buffer.from(chunk),
    );
    const done = typeof encoding === 'function' ? encoding : written;
    if (done) process.nextTick(done);
    return true;
  };
  const stream = new Writable({
    write: (chunk, encoding, done) => void write(chunk, encoding as BufferEncoding, done),
  });
  Object.assign(stream, { write, fd: name === 'stdout' ? 1 : 2, isTTY: false });
  Object.defineProperty(process, name, { configurable: true, enumerable: true, get: () => stream });
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
