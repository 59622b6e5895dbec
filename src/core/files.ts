import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AccError } from './error.js';

/** Writes the whole file or nothing: a temporary neighbour is flushed to disk and renamed over the target. */
export async function writeAtomic(file: string, data: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(file)).catch((error) => {
    throw fileError(error, file);
  });
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

/**
 * Makes a folder and those above it that are missing. Node's own `recursive` never ends on file systems such as /proc, which answer that the
 * parent does not exist although it does.
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !existsSync(dirname(folder))) {
      await makeFolder(dirname(folder));
      await makeFolder(folder);
    } else if (code !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw error;
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
  if (['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR', 'EEXIST'].includes(code ?? ''))
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
