import { isUtf8 } from 'node:buffer';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AccError } from './error.js';
import { fileError } from './file-error.js';
import { openReplacement } from './replacement.js';

/**
 * Writes the whole file or nothing: a temporary file beside it is flushed to disk and renamed over the target. The mode and the owner of an
 * existing file stay; where the path is a symbolic link, the file that it points to is replaced.
 */
export async function writeAtomic(file: string, data: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(file));
  const replacement = await openReplacement(file);
  try {
    await replacement.handle.writeFile(data);
    await replacement.commit();
  } catch (error) {
    await replacement.discard();
    throw fileError(error, file);
  }
}

/**
 * Creates a folder and its missing parents; one that exists is left as it is. Node's own `recursive` never returns on file systems such as
 * /proc, which report a missing parent although it exists.
 * @throws AccError of the area core for errors of the file system
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !existsSync(dirname(folder))) {
      await makeFolder(dirname(folder));
      await makeFolder(folder);
    } else if (code !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw fileError(error, folder);
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
