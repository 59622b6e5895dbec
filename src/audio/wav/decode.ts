import * as wavefile from 'wavefile';
import { audioLimits } from '../limits.js';
import { fromPcm16 } from '../pcm16.js';
import { decodeAdpcm } from './adpcm.js';
import { wavBytes } from './encode.js';
import { type Failure, failure, requireWithin } from './failure.js';
import { decodeLinear } from './linear.js';
import type { WavHeader } from './riff.js';

/** wavefile's bundle is a default export for ES modules and the module itself for CommonJS, which notebooks use. */
const { WaveFile } = (wavefile as unknown as { default?: typeof wavefile }).default ?? wavefile;

/**
 * The samples of a checked file, interleaved, full scale ±1. Sixteen-bit samples are divided by 32767, so that reading and writing
 * is lossless; float samples beyond ±1 are unchanged.
 * @throws 'audio/non-finite', 'audio/beyond-limit' with file and byte
 */
export function decode(bytes: Uint8Array, header: WavHeader, file: string): Float32Array {
  const data = bytes.subarray(header.dataOffset, header.dataOffset + header.dataBytes);
  const { codec, bitsPerSample } = header;
  if (codec === 'pcm' && bitsPerSample === 16) return fromPcm16(pcm16(data), 1);
  if (codec === 'ms-adpcm' || codec === 'ima-adpcm') return fromPcm16(decodeAdpcm(data, header), 1);
  if (codec === 'a-law' || codec === 'mu-law') return fromPcm16(expanded(data, codec), 1);
  const samples = decodeLinear(data, header);
  if (codec === 'float') requireSound(samples, header, failure(file));
  return samples;
}

/** A view of sixteen-bit samples, or a copy if they are not aligned. */
export function pcm16(data: Uint8Array): Int16Array {
  const even = data.byteOffset % 2 === 0 ? data : new Uint8Array(data);
  return new Int16Array(even.buffer, even.byteOffset, even.length >> 1);
}

function expanded(data: Uint8Array, codec: 'a-law' | 'mu-law'): Int16Array {
  tables[codec] ??= expansionOf(codec);
  const table = tables[codec];
  const samples = new Int16Array(data.length);
  for (let i = 0; i < samples.length; i++) samples[i] = table[data[i]!]!;
  return samples;
}

const tables: { 'a-law'?: Int16Array; 'mu-law'?: Int16Array } = {};

/** The samples of all 256 bytes, expanded by wavefile. */
function expansionOf(codec: 'a-law' | 'mu-law'): Int16Array {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const file = new WaveFile(wavBytes({ codec, bitsPerSample: 8, channels: 1, sampleRate: 8000 }, bytes));
  if (codec === 'a-law') file.fromALaw();
  else file.fromMuLaw();
  return file.getSamples(true, Int16Array) as unknown as Int16Array;
}

/** Samples of integer formats are finite and at most 1. */
function requireSound(
  samples: Float32Array,
  { channels, dataOffset, dataBytes, frames }: WavHeader,
  fail: Failure,
): void {
  const { most } = audioLimits.peak;
  const bad = samples.findIndex((value) => !(value >= -most && value <= most));
  if (bad < 0) return;
  const offset = dataOffset + (bad * dataBytes) / (frames * channels);
  if (!Number.isFinite(samples[bad])) throw fail('audio/non-finite', offset, 'a sample is not a finite number');
  requireWithin('peak', Math.abs(samples[bad]!), offset, fail);
}
