import type { Failure } from './failure.js';
import { type Format, framesIn } from './format.js';
import type { WavHeader } from './riff.js';

type DataFacts = Pick<WavHeader, 'dataOffset' | 'dataBytes' | 'frames'>;

/**
 * Where the samples are and how many.
 * @param size as the header states it
 * @param factFrames of the fact chunk, 0 without one
 * @throws 'audio/unknown-length', 'audio/empty', 'audio/truncated'
 */
export function dataFacts(
  { body, size, present, factFrames }: { body: number; size: number; present: number; factFrames: number },
  format: Format,
  fail: Failure,
  warnings: string[],
): DataFacts {
  const stated = statedBytes(size, present, body, fail, warnings);
  const dataBytes = wholeFrames(stated, format, warnings);
  if (dataBytes === 0) throw fail('audio/empty', body - 4, 'there are no samples');
  return { dataOffset: body, dataBytes, frames: framesOf(format, dataBytes, factFrames, warnings) };
}

/** The placeholder of RF64 and of many streams. */
export const unfilled: number = 0xffffffff;

const kib64 = 0x1_0000;

/**
 * A writer to a pipe cannot return to fill in the size. It states what it takes for the largest: 0x7ffff000 (sox), 0x7fffffff,
 * 0x80000000 (arecord) or 0xffffffff (ffmpeg), often less the header or rounded down to whole frames. No complete file has such
 * a size, since the kit does not read files of 2 GiB.
 */
function isPlaceholder(size: number): boolean {
  return [0x80000000, unfilled].some((largest) => size <= largest && size > largest - kib64);
}

function statedBytes(size: number, present: number, body: number, fail: Failure, warnings: string[]): number {
  if (size === 0 && present > 0)
    throw fail('audio/unknown-length', body - 4, 'the data size is missing: the stream was not finished');
  if (size <= present) return size;
  if (isPlaceholder(size)) {
    warnings.push('the data size is missing, as in streams: everything up to the end of the file is used');
    return present;
  }
  const reason = `the header states ${size} bytes of samples, the file contains ${present}`;
  throw fail(present === 0 ? 'audio/empty' : 'audio/truncated', body + present, reason);
}

/** The last block of ADPCM may be short. */
function wholeFrames(bytes: number, { blockBytes, framesPerBlock }: Format, warnings: string[]): number {
  const rest = bytes % blockBytes;
  if (framesPerBlock > 1 || rest === 0) return bytes;
  warnings.push(`the samples end with part of a frame: ${rest} of ${blockBytes} bytes, which are left out`);
  return bytes - rest;
}

/**
 * Blocks of ADPCM are padded, and some writers add one: the fact chunk, if present, states how many of their samples are valid. A number
 * that leaves out more is wrong, as is the half that libsndfile states for IMA ADPCM in stereo.
 */
function framesOf(format: Format, dataBytes: number, factFrames: number, warnings: string[]): number {
  const { blockBytes, framesPerBlock, channels } = format;
  const most = Math.floor(dataBytes / blockBytes) * framesPerBlock + framesIn(format, dataBytes % blockBytes);
  if (framesPerBlock === 1 || factFrames === 0) return most;
  const shared = channels > 1 && factFrames === Math.floor(most / channels);
  if (factFrames <= most && factFrames > most - 2 * framesPerBlock && !shared) return factFrames;
  warnings.push(`the fact chunk states ${factFrames} frames, the data contain ${most}`);
  return most;
}
