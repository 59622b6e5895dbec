import { stat } from 'node:fs/promises';
import { fileError, notRegular, readBytes } from '../core/index.js';
import { requireReadableSize } from './limits.js';

/**
 * Reads a whole sound file.
 * @throws 'core/file-missing', 'core/file-unreadable' also for what is no file, such as a pipe, which may never end; 'audio/beyond-limit' before a file that is too large is read
 */
export async function readSoundFile(file: string): Promise<Uint8Array> {
  const found = await stat(file).catch((error) => {
    throw fileError(error, file);
  });
  if (!found.isFile()) throw notRegular(file);
  requireReadableSize(found.size, file);
  return readBytes(file);
}
