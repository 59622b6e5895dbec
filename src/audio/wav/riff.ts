import { chunks, fourCc, id3Bytes } from './chunks.js';
import { dataFacts, unfilled } from './data-chunk.js';
import { type Failure, failure, requireWithin } from './failure.js';
import { type Format, readFormat } from './format.js';

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
 * @param size of the whole file, where `bytes` are its beginning with the header
 * @throws 'audio/not-riff', 'audio/unsupported-codec', 'audio/bad-header', 'audio/truncated', 'audio/unknown-length', 'audio/empty',
 * 'audio/beyond-limit'
 */
export function parseRiff(bytes: Uint8Array, file: string, size: number = bytes.length): WavHeader {
  const start = id3Bytes(bytes);
  const header = parseFrom(bytes.subarray(start), size - start, failure(file, start));
  if (start > 0) header.warnings.unshift(`${start} bytes of an ID3 tag precede the RIFF header`);
  return { ...header, dataOffset: start + header.dataOffset };
}

function parseFrom(bytes: Uint8Array, length: number, fail: Failure): WavHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const container = containerOf(bytes, fail);
  const warnings: string[] = [];
  let format: Format | undefined;
  let longBytes: number | undefined;
  let factFrames = 0;
  for (const { id, offset, body, size } of chunks(view, bytes, fail, warnings)) {
    if (id === 'data') {
      if (!format) throw fail('audio/bad-header', offset, 'the data chunk precedes the format chunk');
      if (container === 'RF64' && longBytes === undefined)
        throw fail('audio/bad-header', offset, 'RF64 without the ds64 chunk that contains its sizes');
      const stated = size === unfilled ? longBytes || size : size;
      const sizes = { body, size: stated, present: length - body, factFrames };
      const header: WavHeader = { container, ...format, ...dataFacts(sizes, format, fail, warnings), warnings };
      requireWithin('seconds', header.frames / header.sampleRate, offset, fail);
      requireWithin('samples', header.frames * header.channels, offset, fail);
      return header;
    }
    if (body + size > bytes.length)
      throw fail('audio/truncated', offset, `the ${id} chunk runs past the end of the file`);
    if (id === 'fmt ') format = readFormat(view, body, size, fail, warnings);
    if (id === 'ds64' && size >= 24) longBytes = Number(view.getBigUint64(body + 8, true));
    if (id === 'fact' && size >= 4) factFrames = view.getUint32(body, true);
  }
  throw fail('audio/bad-header', bytes.length, 'no data chunk');
}

function containerOf(bytes: Uint8Array, fail: Failure): WavHeader['container'] {
  const magic = fourCc(bytes, 0);
  if (magic === 'RIFX') throw fail('audio/unsupported-codec', 0, 'the container is RIFX (big-endian), not RIFF');
  const known = { RIFF: 'RIFF', RF64: 'RF64', BW64: 'RF64' } as const;
  const container = known[magic as keyof typeof known];
  if (!container || fourCc(bytes, 8) !== 'WAVE') throw fail('audio/not-riff', 0, 'not a RIFF/WAVE file');
  return container;
}
