import { existsSync } from 'node:fs';
import { open, readFile, truncate } from 'node:fs/promises';
import { fileError } from './file-error.js';

/**
 * Removes the incomplete last line of a file, which a killed writer left. Does nothing where there is no file.
 * @returns the size of the file, in bytes
 */
export async function dropIncompleteLine(file: string): Promise<number> {
  if (!existsSync(file)) return 0;
  try {
    const size = await wholeBytes(file);
    await truncate(file, size);
    return size;
  } catch (error) {
    throw fileError(error, file);
  }
}

/** The bytes up to the end of the last complete line; in general only the end of the file is read. */
async function wholeBytes(file: string): Promise<number> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, 1 << 20));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(10);
    if (end >= 0) return size - tail.length + end + 1;
    return size <= tail.length ? 0 : (await readFile(file)).lastIndexOf(10) + 1;
  } finally {
    await handle.close();
  }
}
