import { writeAtomic } from '../../core/index.js';
import type { Clip } from '../clip.js';
import type { Format } from './format.js';

/** Mono samples, or those of each channel. */
export type Samples = Float32Array | readonly Float32Array[];

/** Writes a clip as mono PCM16, atomically; equal clips give equal bytes. */
export async function writeWav(file: string, clip: Clip): Promise<void> {
  await writeAtomic(file, encodeWav(clip));
}

/** The bytes of a PCM16 WAV file: a header of 44 bytes and the samples; a list of channels of equal length is interleaved. */
export function encodeWav({ samples, sampleRate }: { samples: Samples; sampleRate: number }): Uint8Array {
  const channels = samples instanceof Float32Array ? [samples] : samples;
  const { bytes, values } = pcm16Clip(channels[0]!.length, { channels: channels.length, sampleRate });
  values.set(encodePcm16(interleave(channels)));
  return bytes;
}

/** A silent PCM16 WAV file in memory, whose samples can be overwritten in place: interleaved, little-endian, as in WebAssembly. */
export function pcm16Clip(
  frames: number,
  { channels, sampleRate }: { channels: number; sampleRate: number },
): { bytes: Uint8Array; values: Int16Array } {
  const silence = new Uint8Array(2 * channels * frames);
  const bytes = wavBytes({ codec: 'pcm', bitsPerSample: 16, channels, sampleRate }, silence);
  return { bytes, values: new Int16Array(bytes.buffer, bytes.byteOffset + headerBytes, channels * frames) };
}

/** Samples as 16-bit integers: round(v · 32767), saturating, never wrapping. */
export function encodePcm16(samples: Float32Array | Float64Array): Int16Array {
  const values = new Int16Array(samples.length);
  for (let i = 0; i < values.length; i++)
    values[i] = Math.max(-32768, Math.min(32767, Math.round(samples[i]! * 32767)));
  return values;
}

const headerBytes = 44;
const tags = { pcm: 1, float: 3, 'a-law': 6, 'mu-law': 7 };

/** A plain file: one format chunk, one data chunk, samples of one size. */
export function wavBytes(
  { codec, bitsPerSample, channels, sampleRate }: Pick<Format, 'codec' | 'bitsPerSample' | 'channels' | 'sampleRate'>,
  data: Uint8Array,
): Uint8Array {
  const bytes = Buffer.allocUnsafe(headerBytes + data.length);
  const blockBytes = (channels * bitsPerSample) / 8;
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + data.length, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(tags[codec as keyof typeof tags], 20);
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * blockBytes, 28);
  bytes.writeUInt16LE(blockBytes, 32);
  bytes.writeUInt16LE(bitsPerSample, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(data.length, 40);
  bytes.set(data, headerBytes);
  return bytes;
}

function interleave(channels: readonly Float32Array[]): Float32Array {
  if (channels.length === 1) return channels[0]!;
  const samples = new Float32Array(channels.length * channels[0]!.length);
  for (const [place, channel] of channels.entries())
    for (let frame = 0; frame < channel.length; frame++) samples[frame * channels.length + place] = channel[frame]!;
  return samples;
}
