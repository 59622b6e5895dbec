import { open, stat } from 'node:fs/promises';
import { AccError, fileError, notRegular } from '../core/index.js';
import { containerOf } from './container.js';
import { flacSeconds } from './flac.js';
import { requireReadableSize } from './limits.js';
import { readSoundFile } from './read-bytes.js';
import { parseRiff, type WavHeader } from './wav/index.js';

/** The headers of nearly all files are within so many bytes. */
const headBytes = 4096;

/**
 * The length of a sound file in seconds, by its header: of a long list of files, a few bytes each are read.
 * @returns undefined for Ogg, MP3 and MPEG-4, whose first bytes do not state it
 * @throws 'core/file-missing', 'core/file-unreadable', 'audio/beyond-limit' and the errors of parseRiff: a text named .wav, no samples, a cut file
 */
export async function audioSeconds(file: string): Promise<number | undefined> {
  const { head, size } = await readHead(file);
  if (size === 0) throw new AccError('audio/empty', { message: `${file} is empty`, file });
  const container = containerOf(head);
  if (container !== undefined) return container === 'FLAC' ? flacSeconds(head) : undefined;
  const { frames, sampleRate } = await wavHeader(file, head, size);
  return frames / sampleRate;
}

/** The header, from the whole file where the samples begin later than usual and where anything is wrong with it. */
async function wavHeader(file: string, head: Uint8Array, size: number): Promise<WavHeader> {
  try {
    return parseRiff(head, file, size);
  } catch {
    return parseRiff(await readSoundFile(file), file);
  }
}

async function readHead(file: string): Promise<{ head: Uint8Array; size: number }> {
  try {
    const found = await stat(file);
    if (!found.isFile()) throw notRegular(file); // to open a pipe would wait for its writer
    requireReadableSize(found.size, file);
    const handle = await open(file);
    try {
      const head = new Uint8Array(Math.min(found.size, headBytes));
      const { bytesRead } = await handle.read(head, 0, head.length, 0);
      return { head: head.subarray(0, bytesRead), size: found.size };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileError(error, file);
  }
}
