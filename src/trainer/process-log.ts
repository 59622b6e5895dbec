import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { unlessMissing } from '../core/index.js';

/** A program that writes for days, or writes the same line for ever, must not fill the disk. */
const mostBytes = 32 * 2 ** 20;

/**
 * A stream into the log file of a process. Once the file has `most` bytes it is renamed to FILE.before, in place of an older one, and begun again:
 * at least the last `most` bytes are kept.
 */
export function processLog(file: string, most: number = mostBytes): Writable {
  let handle: FileHandle | undefined;
  let bytes = 0;
  const begin = async (): Promise<void> => {
    handle = await open(file, 'w');
    bytes = 0;
  };
  const write = async (chunk: Buffer): Promise<void> => {
    if (bytes >= most) {
      await handle!.close();
      await rename(file, before(file));
      await begin();
    }
    await handle!.writeFile(chunk);
    bytes += chunk.length;
  };
  const settle = (work: Promise<void>, done: (error?: Error | null) => void): void =>
    void work.then(() => done(), done);
  return new Writable({
    construct: (done) => settle(rm(before(file), { force: true }).then(begin), done),
    write: (chunk: Buffer, _encoding, done) => settle(write(chunk), done),
    destroy: (error, done) => settle(handle?.close() ?? Promise.resolve(), (failed) => done(error ?? failed ?? null)),
  });
}

/** The last characters of a log; '' where there is none. */
export async function logTail(file: string, characters: number = 20_000): Promise<string> {
  const tail = await lastBytes(file, characters);
  if (tail.length >= characters) return tail.toString('utf8');
  return Buffer.concat([await lastBytes(before(file), characters - tail.length), tail]).toString('utf8');
}

async function lastBytes(file: string, count: number): Promise<Buffer> {
  const size = await unlessMissing(
    stat(file).then((found) => (found.isFile() ? found.size : 0)),
    0,
  );
  if (size === 0) return Buffer.alloc(0);
  const handle = await open(file);
  try {
    const tail = Buffer.alloc(Math.min(size, count));
    const { bytesRead } = await handle.read(tail, 0, tail.length, size - tail.length);
    return tail.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function before(file: string): string {
  return `${file}.before`;
}
