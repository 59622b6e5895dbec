import { type FileHandle, open } from 'node:fs/promises';
import { fileError } from '../core/index.js';
import type { Allocate } from './buffers.js';
import type { Clip } from './clip.js';
import { readThroughFfmpeg } from './ffmpeg.js';
import { decodeWav, readWav } from './wav/index.js';

/**
 * Reads a recording as mono, the mean of its channels, full scale ±1: WAV directly, FLAC, Ogg, MP3 and MPEG-4 through ffmpeg. The format is
 * detected from the first bytes: many FLAC files are named .wav.
 * @throws 'core/file-missing', 'audio/no-ffmpeg', 'audio/ffmpeg-failed' and the errors of readWav
 */
export async function readClip(file: string): Promise<Clip> {
  const container = containerOf(await firstBytes(file));
  return container === undefined ? readWav(file) : readThroughFfmpeg(file, container);
}

/** Like readClip, for bytes already read from the file. */
export async function decodeClip(bytes: Uint8Array, file: string, allocate?: Allocate): Promise<Clip> {
  const container = containerOf(bytes);
  return container === undefined ? decodeWav(bytes, file, allocate) : readThroughFfmpeg(file, container);
}

/** @returns the name of a container that ffmpeg decodes; undefined for anything else, which goes to the WAV reader */
export function containerOf(first: Uint8Array): string | undefined {
  const text = Buffer.from(first.subarray(0, 12)).toString('latin1');
  if (text.startsWith('fLaC')) return 'FLAC';
  if (text.startsWith('OggS')) return 'Ogg';
  if (text.startsWith('ID3') || (first[0] === 0xff && (first[1]! & 0xe6) === 0xe2)) return 'MP3';
  if (text.slice(4, 8) === 'ftyp') return 'MPEG-4';
  return undefined;
}

export async function firstBytes(file: string): Promise<Uint8Array> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(12), 0, 12, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw fileError(error, file);
  } finally {
    await handle?.close();
  }
}
