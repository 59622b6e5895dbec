import { type Failure, requireWithin } from './failure.js';

/** How samples are stored. */
export type Codec = 'pcm' | 'float' | 'a-law' | 'mu-law' | 'ima-adpcm' | 'ms-adpcm';

export interface Format {
  codec: Codec;
  bitsPerSample: number;
  channels: number;
  /** Hz */
  sampleRate: number;
  /** bytes of one frame, or of one block of ADPCM */
  blockBytes: number;
  /** 1, or the frames in a block of ADPCM */
  framesPerBlock: number;
  /** MS ADPCM: pairs of weights for the two previous samples, in 1/256 */
  weights?: readonly (readonly [number, number])[] | undefined;
}

const codecs: Readonly<Record<number, { codec: Codec; bits: readonly number[] }>> = {
  1: { codec: 'pcm', bits: [8, 16, 24, 32] },
  2: { codec: 'ms-adpcm', bits: [4] },
  3: { codec: 'float', bits: [32, 64] },
  6: { codec: 'a-law', bits: [8] },
  7: { codec: 'mu-law', bits: [8] },
  17: { codec: 'ima-adpcm', bits: [4] },
};
const otherCodecs: Readonly<Record<number, string>> = { 49: 'GSM 6.10', 80: 'MPEG', 85: 'MP3', 353: 'WMA' };

/** WAVE_FORMAT_EXTENSIBLE: the actual tag is the start of a GUID with this ending. */
const extensible = 0xfffe;
const guidEnd = '000000001000800000aa00389b71';

/**
 * Reads the format chunk.
 * @throws 'audio/bad-header' for invalid values, 'audio/unsupported-codec' with the codec's name, 'audio/beyond-limit'
 */
export function readFormat(view: DataView, body: number, size: number, fail: Failure, warnings: string[]): Format {
  if (size < 16) throw fail('audio/bad-header', body, 'the format chunk is too short');
  const tag = formatTag(view, body, size, fail);
  const channels = view.getUint16(body + 2, true);
  const sampleRate = view.getUint32(body + 4, true);
  const blockBytes = view.getUint16(body + 12, true);
  const bitsPerSample = view.getUint16(body + 14, true);
  const known = codecs[tag];
  if (!known)
    throw fail('audio/unsupported-codec', body, `the codec is ${otherCodecs[tag] ?? `number ${tag}`}, not PCM`);
  const { codec, bits } = known;
  if (sampleRate === 0) throw fail('audio/bad-header', body + 4, 'the sample rate is 0');
  if (channels === 0) throw fail('audio/bad-header', body + 2, 'there are 0 channels');
  requireWithin('sampleRate', sampleRate, body + 4, fail);
  requireWithin('channels', channels, body + 2, fail);
  if (!bits.includes(bitsPerSample))
    throw fail('audio/unsupported-codec', body + 14, `${bitsPerSample}-bit ${codec} samples are not supported`);
  const common = { codec, bitsPerSample, channels, sampleRate, blockBytes };
  if (codec === 'ms-adpcm') return blocks({ ...common, weights: msWeights(view, body, size, fail) }, body, fail);
  if (codec === 'ima-adpcm') return blocks(common, body, fail);
  if (blockBytes !== (channels * bitsPerSample) / 8)
    throw fail('audio/bad-header', body + 12, 'the block size does not match channels and bits per sample');
  const byteRate = view.getUint32(body + 8, true);
  if (byteRate !== sampleRate * blockBytes)
    warnings.push(
      `the header states ${byteRate} bytes per second, which contradicts ${sampleRate} Hz: the sample rate may be wrong`,
    );
  return { ...common, framesPerBlock: 1 };
}

/** The number of frames in part of a block: an MS block begins with two uncompressed samples, an IMA block with one. */
export function framesIn({ codec, channels }: Pick<Format, 'codec' | 'channels'>, bytes: number): number {
  if (codec === 'ms-adpcm') return bytes < 7 * channels ? 0 : Math.floor(((bytes - 7 * channels) * 2) / channels) + 2;
  const words = Math.floor(bytes / (4 * channels));
  return words < 1 ? 0 : (words - 1) * 8 + 1;
}

function formatTag(view: DataView, body: number, size: number, fail: Failure): number {
  const tag = view.getUint16(body, true);
  if (tag !== extensible) return tag;
  if (size < 40) throw fail('audio/bad-header', body, 'an extensible format chunk without its sub-format');
  const guid = Buffer.from(view.buffer, view.byteOffset + body + 26, 14).toString('hex');
  if (guid !== guidEnd) throw fail('audio/unsupported-codec', body + 24, 'the sub-format is unknown');
  return view.getUint16(body + 24, true);
}

function blocks(format: Omit<Format, 'framesPerBlock'>, body: number, fail: Failure): Format {
  const framesPerBlock = framesIn(format, format.blockBytes);
  if (framesPerBlock < 2 || format.channels > 2)
    throw fail('audio/bad-header', body + 12, `the block size of ${format.codec} does not match the channels`);
  return { ...format, framesPerBlock };
}

/** Every MS ADPCM file has these seven pairs of weights first; its own may follow. */
const standardWeights = [
  [256, 0],
  [512, -256],
  [0, 0],
  [192, 64],
  [240, 0],
  [460, -208],
  [392, -232],
];

function msWeights(view: DataView, body: number, size: number, fail: Failure): Format['weights'] {
  const count = size >= 22 ? view.getUint16(body + 20, true) : 0;
  if (count < standardWeights.length || size < 22 + 4 * count)
    throw fail('audio/bad-header', body + 16, 'the weights of MS ADPCM are missing');
  const weights = Array.from({ length: count }, (_, k) => {
    const at = body + 22 + 4 * k;
    return [view.getInt16(at, true), view.getInt16(at + 2, true)] as const;
  });
  const wrong = standardWeights.findIndex(
    ([first, second], k) => weights[k]![0] !== first || weights[k]![1] !== second,
  );
  if (wrong < 0) return weights;
  throw fail('audio/bad-header', body + 22 + 4 * wrong, 'the weights of MS ADPCM are not the standard ones');
}
