import { AccError, type ErrorCode } from '../core/index.js';

/** What a sound file says about itself once its structure has been found sound. */
export interface WavHeader {
  encoding: 'integer' | 'float';
  bitsPerSample: number;
  channels: number;
  /** Hz */
  sampleRate: number;
  /** where the samples start, in bytes */
  dataOffset: number;
  dataBytes: number;
  /** samples a channel */
  frames: number;
}

const codecs: Record<number, string> = {
  2: 'MS ADPCM',
  6: 'A-law',
  7: 'mu-law',
  17: 'IMA ADPCM',
  80: 'MPEG',
  85: 'MP3',
};
const supportedBits = { integer: [8, 16, 24, 32], float: [32, 64] };

/**
 * Checks the RIFF/WAVE structure strictly and says where the samples are. Readers in common use take a rate of 0, return
 * nothing for an unfinished stream and less than promised for a cut file; here each of these is an error with its name.
 * @param file name for the message only
 * @throws 'audio/not-riff', 'audio/unsupported-codec', 'audio/bad-header', 'audio/truncated', 'audio/unknown-length', 'audio/empty'
 */
export function parseRiff(bytes: Uint8Array, file: string): WavHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fail = failure(file);
  const magic = fourCc(bytes, 0);
  if (magic === 'RF64' || magic === 'RIFX')
    throw fail('audio/unsupported-codec', 0, `the container is ${magic}, not RIFF`);
  if (magic !== 'RIFF' || fourCc(bytes, 8) !== 'WAVE') throw fail('audio/not-riff', 0, 'this is no RIFF/WAVE file');
  // What follows the RIFF chunk (ID3 tags, for one) is no part of it; unfinished streams say 0 or ffffffff here.
  const riffSize = view.getUint32(4, true);
  const end = riffSize === 0 || riffSize === 0xffffffff ? bytes.length : Math.min(bytes.length, riffSize + 8);
  let format: Format | undefined;
  for (let offset = 12; offset + 8 <= end; ) {
    const id = fourCc(bytes, offset);
    const size = view.getUint32(offset + 4, true);
    const body = offset + 8;
    if (!/^[\x20-\x7e]{4}$/.test(id)) throw fail('audio/bad-header', offset, 'a chunk without a readable name');
    if (id === 'data') {
      if (!format) throw fail('audio/bad-header', offset, 'samples come before the format chunk');
      return { ...format, ...dataChunk(view, body, size, format, fail) };
    }
    if (body + size > bytes.length)
      throw fail('audio/truncated', offset, `the ${id} chunk runs past the end of the file`);
    if (id === 'fmt ') format = formatChunk(view, body, size, fail);
    offset = body + size + (size % 2);
  }
  throw fail('audio/bad-header', end, 'no data chunk');
}

type Format = Omit<WavHeader, 'dataOffset' | 'dataBytes' | 'frames'>;
type Failure = (code: ErrorCode, offset: number, reason: string) => AccError;

function failure(file: string): Failure {
  return (code, offset, reason) => new AccError(code, { message: `${file}, byte ${offset}: ${reason}`, file });
}

function fourCc(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}

function formatChunk(view: DataView, body: number, size: number, fail: Failure): Format {
  if (size < 16) throw fail('audio/bad-header', body, 'the format chunk is too short');
  let tag = view.getUint16(body, true);
  // WAVE_FORMAT_EXTENSIBLE keeps the real tag in the first two bytes of the sub-format GUID.
  if (tag === 0xfffe && size >= 40) tag = view.getUint16(body + 24, true);
  const channels = view.getUint16(body + 2, true);
  const sampleRate = view.getUint32(body + 4, true);
  const bitsPerSample = view.getUint16(body + 14, true);
  if (tag !== 1 && tag !== 3)
    throw fail('audio/unsupported-codec', body, `the codec is ${codecs[tag] ?? `number ${tag}`}, not PCM`);
  if (sampleRate === 0) throw fail('audio/bad-header', body + 4, 'the sample rate is 0');
  if (channels === 0) throw fail('audio/bad-header', body + 2, 'there are 0 channels');
  const encoding = tag === 1 ? 'integer' : 'float';
  if (!supportedBits[encoding].includes(bitsPerSample))
    throw fail('audio/unsupported-codec', body + 14, `${bitsPerSample}-bit ${encoding} samples`);
  if (view.getUint16(body + 12, true) !== (channels * bitsPerSample) / 8)
    throw fail('audio/bad-header', body + 12, 'the block size does not fit channels and bits');
  return { encoding, bitsPerSample, channels, sampleRate };
}

function dataChunk(
  view: DataView,
  body: number,
  size: number,
  { channels, bitsPerSample }: Format,
  fail: Failure,
): Pick<WavHeader, 'dataOffset' | 'dataBytes' | 'frames'> {
  const present = view.byteLength - body;
  if ((size === 0 || size === 0xffffffff) && present > 0)
    throw fail('audio/unknown-length', body - 4, 'the data size was never filled in: a stream that was not finished');
  if (size === 0) throw fail('audio/empty', body - 4, 'there are no samples');
  if (size > present)
    throw fail('audio/truncated', view.byteLength, `${size} bytes of samples promised, ${present} there`);
  const blockBytes = (channels * bitsPerSample) / 8;
  if (size % blockBytes !== 0) throw fail('audio/bad-header', body - 4, 'the data size is no whole number of frames');
  return { dataOffset: body, dataBytes: size, frames: size / blockBytes };
}
