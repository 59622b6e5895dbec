import type { Allocate } from './buffers.js';
import type { Clip } from './clip.js';
import { containerOf } from './container.js';
import { readThroughFfmpeg } from './ffmpeg.js';
import { readSoundFile } from './read-bytes.js';
import { decodeWav } from './wav/index.js';

/**
 * Reads a recording as mono, the mean of its channels, full scale ±1: WAV directly, FLAC, Ogg, MP3 and MPEG-4 through ffmpeg. The format is
 * detected from the first bytes: many FLAC files are named .wav.
 * @throws 'core/file-missing', 'audio/no-ffmpeg', 'audio/ffmpeg-failed' and the errors of readWav
 */
export async function readClip(file: string): Promise<Clip> {
  return decodeClip(await readSoundFile(file), file);
}

/** Like readClip, for bytes already read from the file. */
export async function decodeClip(bytes: Uint8Array, file: string, allocate?: Allocate): Promise<Clip> {
  const container = containerOf(bytes);
  return container === undefined ? decodeWav(bytes, file, allocate) : readThroughFfmpeg(file, container);
}
