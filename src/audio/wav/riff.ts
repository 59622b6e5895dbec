import { type Failure, failure } from './failure.js';
import { type Format, framesIn, readFormat } from './format.js';

/** The header of an audio file whose structure has been validated. */
export interface WavHeader extends Format {
  container: 'RIFF' | 'RF64';
  /** offset of the samples in bytes */
  dataOffset: number;
  dataBytes: number;
  /** samples per channel */
  frames: number;
  /** deviations from the format that do not affect the samples */
  warnings: string[];
}

/**
 * Validates the RIFF/WAVE or RF64 structure strictly and locates the samples. Common readers accept a rate of 0, return
 * nothing for an unfinished stream and too little for a truncated file; here each of these is a named error.
 * @param file name for messages only
 * @throws 'audio/not-riff', 'audio/unsupported-codec', 'audio/bad-header', 'audio/truncated', 'audio/unknown-length', 'audio/empty'
 */
export function parseRiff(bytes: Uint8Array, file: string): WavHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fail = failure(file);
  const container = containerOf(bytes, fail);
  const warnings: string[] = [];
  let format: Format | undefined;
  let long: Long | undefined;
  let factFrames = 0;
  for (const chunk of chunks(view, bytes, fail, warnings)) {
    const { id, offset, body, size } = chunk;
    if (id === 'data') {
      if (!format) throw fail('audio/bad-header', offset, 'the data chunk precedes the format chunk');
      if (container === 'RF64' && !long)
        throw fail('audio/bad-header', offset, 'RF64 without the ds64 chunk that contains its sizes');
      const data = dataChunk(view, body, long && size === unfilled ? long.dataBytes : size, format, fail, warnings);
      return {
        container,
        ...format,
        ...data,
        frames: framesOf(format, data.dataBytes, factFrames, warnings),
        warnings,
      };
    }
    if (body + size > bytes.length)
      throw fail('audio/truncated', offset, `the ${id} chunk runs past the end of the file`);
    if (id === 'fmt ') format = readFormat(view, body, size, fail);
    if (id === 'ds64' && size >= 24) long = { dataBytes: Number(view.getBigUint64(body + 8, true)) };
    if (id === 'fact' && size >= 4) factFrames = view.getUint32(body, true);
  }
  throw fail('audio/bad-header', bytes.length, 'no data chunk');
}

/** The 64-bit sizes of RF64. */
interface Long {
  dataBytes: number;
}

/** The placeholder of writers for an unknown size. */
const unfilled = 0xffffffff;

function containerOf(bytes: Uint8Array, fail: Failure): WavHeader['container'] {
  const magic = fourCc(bytes, 0);
  if (magic === 'RIFX') throw fail('audio/unsupported-codec', 0, 'the container is RIFX (big-endian), not RIFF');
  const known = { RIFF: 'RIFF', RF64: 'RF64', BW64: 'RF64' } as const;
  const container = known[magic as keyof typeof known];
  if (!container || fourCc(bytes, 8) !== 'WAVE') throw fail('audio/not-riff', 0, 'not a RIFF/WAVE file');
  return container;
}

interface Chunk {
  id: string;
  /** of the chunk; `body` is the offset of its content, both in bytes */
  offset: number;
  body: number;
  size: number;
}

/** The chunks up to the end of the RIFF chunk; data after it (e.g. ID3 tags) does not belong to it. */
function* chunks(view: DataView, bytes: Uint8Array, fail: Failure, warnings: string[]): Generator<Chunk> {
  const riffSize = view.getUint32(4, true);
  const end = riffSize === 0 || riffSize === unfilled ? bytes.length : Math.min(bytes.length, riffSize + 8);
  for (let offset = 12; offset + 8 <= end; ) {
    const id = fourCc(bytes, offset);
    if (!isReadable(id)) throw fail('audio/bad-header', offset, 'a chunk without a readable name');
    const size = view.getUint32(offset + 4, true);
    const body = offset + 8;
    yield { id, offset, body, size };
    const padded = body + size + (size % 2);
    const unpadded = size % 2 === 1 && !isReadable(fourCc(bytes, padded)) && isReadable(fourCc(bytes, padded - 1));
    if (unpadded) warnings.push(`the ${id} chunk of ${size} bytes lacks its pad byte`);
    offset = unpadded ? padded - 1 : padded;
  }
}

function isReadable(id: string): boolean {
  return /^[\x20-\x7e]{4}$/.test(id);
}

function fourCc(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}

function dataChunk(
  view: DataView,
  body: number,
  size: number,
  { blockBytes, framesPerBlock }: Format,
  fail: Failure,
  warnings: string[],
): Pick<WavHeader, 'dataOffset' | 'dataBytes'> {
  const present = view.byteLength - body;
  if (size === 0 && present > 0)
    throw fail('audio/unknown-length', body - 4, 'the data size is missing: the stream was not finished');
  if (size === 0 || present === 0) throw fail('audio/empty', body - 4, 'there are no samples');
  if (size === unfilled && size > present) {
    warnings.push('the data size is missing, as in streams: everything up to the end of the file is used');
    return { dataOffset: body, dataBytes: present - (present % blockBytes) };
  }
  if (size > present)
    throw fail(
      'audio/truncated',
      view.byteLength,
      `the header states ${size} bytes of samples, the file contains ${present}`,
    );
  // the last block of ADPCM may be short
  if (framesPerBlock === 1 && size % blockBytes !== 0)
    throw fail('audio/bad-header', body - 4, 'the data size is not a whole number of frames');
  return { dataOffset: body, dataBytes: size };
}

/** Blocks of ADPCM are padded: the fact chunk, if present, states how many of their samples are valid. */
function framesOf(format: Format, dataBytes: number, factFrames: number, warnings: string[]): number {
  const { blockBytes, framesPerBlock } = format;
  const most = Math.floor(dataBytes / blockBytes) * framesPerBlock + framesIn(format, dataBytes % blockBytes);
  if (framesPerBlock === 1 || factFrames === 0) return most;
  if (factFrames > most) {
    warnings.push(`the fact chunk states ${factFrames} frames, the data contain ${most}`);
    return most;
  }
  return factFrames;
}
