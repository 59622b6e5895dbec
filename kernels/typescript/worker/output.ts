import { writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { encodeEvent, type WorkerEvent } from '../channel.js';

export type Emit = (event: WorkerEvent) => void;

/**
 * Replaces standard output and error of the worker. Output is raw text on descriptor 1, as from children that inherit it; events are interleaved.
 * Writes block, so that nothing is lost or reordered, and a cell that floods waits for its reader.
 */
export function takeOverOutput(marker: string): Emit {
  const decoder = new StringDecoder('utf8'); // a write may end inside a character
  const error = (text: string): void => {
    if (text) writeAll(1, encodeEvent(marker, { kind: 'stderr', text }));
  };
  replace('stdout', (bytes) => writeAll(1, bytes));
  replace('stderr', (bytes) => error(decoder.write(bytes)));
  return (event) => {
    const bytes = encodeEvent(marker, event);
    if (event.kind === 'done') {
      error(decoder.end());
      writeAll(2, bytes);
    }
    writeAll(1, bytes);
  };
}

type Written = (error?: Error | null) => void;

/** `write` bypasses the stream's queue: an interrupt may terminate a write, and the queue would wait for it indefinitely. */
function replace(name: 'stdout' | 'stderr', send: (bytes: Buffer) => void): void {
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
