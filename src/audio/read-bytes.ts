import { stat } from 'node:fs/promises';
import { fileError, readBytes } from '../core/index.js';
import { requireReadableSize } from './limits.js';

/**
 * Reads a whole sound file.
 * @throws 'core/file-missing', 'core/file-unreadable', 'audio/beyond-limit' before a file that is too large is read
 */
export async function readSoundFile(file: string): Promise<Uint8Array> {
  const { size } = await stat(file).catch((error) => {
    throw fileError(error, file);
  });
  requireReadableSize(size, file);
  return readBytes(file);
}
