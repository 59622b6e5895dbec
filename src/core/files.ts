import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AccError } from './error.js';

/** Writes the whole file or nothing: a temporary file beside it is flushed to disk and renamed over the target. */
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
 * Creates a folder and its missing parents. Node's own `recursive` never returns on file systems such as /proc, which
 * report a missing parent although it exists.
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

/** Reads a UTF-8 text file; a file that is missing, unreadable or not UTF-8 is a named error. */
export async function readText(file: string): Promise<string> {
  return decodeUtf8(await readBytes(file), file);
}

/** Reads a whole file; one that is missing or unreadable is a named error. */
export async function readBytes(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    throw fileError(error, file);
  });
}

/**
 * The text of UTF-8 bytes.
 * @throws AccError core/not-utf8 with the line of the first invalid byte
 */
export function decodeUtf8(bytes: Uint8Array, file: string): string {
  requireUtf8(bytes, file);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** @throws AccError core/not-utf8 with the line of the first invalid byte */
export function requireUtf8(bytes: Uint8Array, file: string): void {
  if (isUtf8(bytes)) return;
  let valid = 0;
  for (let step = bytes.length; step >= 1; step = Math.floor(step / 2))
    while (valid + step <= bytes.length && isUtf8(wholeCharacters(bytes.subarray(0, valid + step)))) valid += step;
  const offset = wholeCharacters(bytes.subarray(0, valid)).length;
  throw new AccError('core/not-utf8', {
    message: `byte ${offset} (${bytes[offset]!.toString(16).padStart(2, '0')}) is not valid UTF-8`,
    file,
    line: bytes.subarray(0, offset).filter((byte) => byte === 10).length + 1,
    hint: 'save the file as UTF-8; convert Latin-1 with "iconv -f latin1 -t utf-8"',
  });
}

/** The bytes without an incomplete character at the end. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.subarray(0, -back) : bytes;
    if (byte < 0x80) return bytes;
  }
  return bytes;
}

/** The named error for an error of the file system; any other error is returned unchanged. */
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
