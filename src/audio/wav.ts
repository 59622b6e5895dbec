import { readFile } from 'node:fs/promises';
import * as wavefile from 'wavefile';
import { AccError, fileError, writeAtomic } from '../core/index.js';
import type { Clip } from './clip.js';
import { parseRiff, type WavHeader } from './riff.js';

/** The bundle of wavefile is one default export to ES modules and the module itself to CommonJS, as notebooks load it. */
const { WaveFile } = (wavefile as unknown as { default?: typeof wavefile }).default ?? wavefile;

/**
 * Reads a WAV file (8, 16, 24, 32-bit PCM, 32 and 64-bit float, also EXTENSIBLE) as mono: the mean of its channels.
 * Sixteen-bit samples are divided by 32767, so that reading and writing again gives the same samples; float samples beyond
 * ±1 stay as they are.
 * @throws 'core/file-missing', 'audio/non-finite' and what parseRiff throws; a message gives file, byte and reason
 */
export async function readWav(file: string): Promise<Clip> {
  const bytes = await readFile(file).catch((error) => {
    throw fileError(error, file);
  });
  const header = parseRiff(bytes, file);
  const samples = mono(decode(bytes, header), header.channels);
  const bad = samples.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const offset = header.dataOffset + (bad * header.dataBytes) / header.frames;
    throw new AccError('audio/non-finite', {
      message: `${file}, byte ${offset}: a sample is not a finite number`,
      file,
    });
  }
  return { samples, sampleRate: header.sampleRate };
}

/** Writes a clip as mono PCM16, the whole file or nothing; equal clips give equal bytes. */
export async function writeWav(file: string, clip: Clip): Promise<void> {
  await writeAtomic(file, encodeWav(clip));
}

/** The bytes of a PCM16 WAV file: a header of 44 bytes and the samples; a list of channels of equal length is interleaved. */
export function encodeWav({ samples, sampleRate }: { samples: Samples; sampleRate: number }): Uint8Array {
  const channels = samples instanceof Float32Array ? [samples] : samples;
  const format = { encoding: 'integer', bitsPerSample: 16, channels: channels.length, sampleRate } as const;
  return wavBytes(format, littleEndian(encodePcm16(interleave(channels))));
}

/** Mono samples, or those of each channel. */
export type Samples = Float32Array | readonly Float32Array[];

/** Samples as 16-bit integers: round(v · 32767), held at the ends of the range and never wrapped. */
export function encodePcm16(samples: Float32Array | Float64Array): Int16Array {
  const values = new Int16Array(samples.length);
  for (let i = 0; i < values.length; i++)
    values[i] = Math.max(-32768, Math.min(32767, Math.round(samples[i]! * 32767)));
  return values;
}

function littleEndian(values: Int16Array): Uint8Array {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return bigEndianHost ? Buffer.from(bytes).swap16() : bytes;
}

const bigEndianHost = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0;

function wavBytes(
  format: Pick<WavHeader, 'encoding' | 'bitsPerSample' | 'channels' | 'sampleRate'>,
  data: Uint8Array,
): Uint8Array {
  const bytes = Buffer.alloc(44 + data.length);
  const blockBytes = (format.channels * format.bitsPerSample) / 8;
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + data.length, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(format.encoding === 'integer' ? 1 : 3, 20);
  bytes.writeUInt16LE(format.channels, 22);
  bytes.writeUInt32LE(format.sampleRate, 24);
  bytes.writeUInt32LE(format.sampleRate * blockBytes, 28);
  bytes.writeUInt16LE(blockBytes, 32);
  bytes.writeUInt16LE(format.bitsPerSample, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(data.length, 40);
  bytes.set(data, 44);
  return bytes;
}

/** Interleaved samples. PCM16, nearly every file there is, is read in place, ten times faster than through wavefile. */
function decode(bytes: Uint8Array, header: WavHeader): ArrayLike<number> {
  const data = bytes.subarray(header.dataOffset, header.dataOffset + header.dataBytes);
  if (header.encoding === 'integer' && header.bitsPerSample === 16) {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const values = new Float64Array(data.length / 2);
    for (let i = 0; i < values.length; i++) values[i] = view.getInt16(2 * i, true) / 32767;
    return values;
  }
  // wavefile sees a plain file of one format and one data chunk: its own reading of odd files is not to be relied on.
  const values = new WaveFile(wavBytes(header, data)).getSamples(true, Float64Array) as unknown as Float64Array;
  if (header.encoding === 'float') return values;
  const fullScale = 2 ** (header.bitsPerSample - 1);
  const zero = header.bitsPerSample === 8 ? fullScale : 0;
  return values.map((value) => (value - zero) / fullScale);
}

function interleave(channels: readonly Float32Array[]): Float32Array {
  if (channels.length === 1) return channels[0]!;
  const samples = new Float32Array(channels.length * channels[0]!.length);
  for (const [place, channel] of channels.entries())
    for (let frame = 0; frame < channel.length; frame++) samples[frame * channels.length + place] = channel[frame]!;
  return samples;
}

function mono(interleaved: ArrayLike<number>, channels: number): Float32Array {
  const samples = new Float32Array(interleaved.length / channels);
  for (let frame = 0; frame < samples.length; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += interleaved[frame * channels + channel]!;
    samples[frame] = sum / channels;
  }
  return samples;
}
