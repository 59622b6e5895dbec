import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AccError } from './error.js';

/** Writes the whole file or nothing: a temporary neighbour is flushed to disk and renamed over the target. */
export async function writeAtomic(file: string, data: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw fileError(error, file);
  }
}

/** Reads a UTF-8 text file; a file that is missing or unreadable is a named error. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw fileError(error, file);
  }
}

/** The named error for what the file system said about a file; anything else is given back as it is. */
export function fileError(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return new AccError('core/file-missing', { message: `${file} does not exist`, file, cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EISDIR' || code === 'ENOTDIR')
    return new AccError('core/file-unreadable', {
      message: `${file} cannot be read or written (${code})`,
      file,
      cause: error,
    });
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AccError('core/disk-full', {
      message: `no space is left for ${file}`,
      file,
      hint: 'free some space and run the same command again: finished work is kept',
      cause: error,
    });
  return error;
}
