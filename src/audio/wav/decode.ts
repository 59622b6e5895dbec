import * as wavefile from 'wavefile';
import { audioLimits } from '../limits.js';
import { fromPcm16 } from '../pcm16.js';
import { decodeAdpcm } from './adpcm.js';
import { wavBytes } from './encode.js';
import { type Failure, failure, requireWithin } from './failure.js';
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
  if (codec === 'a-law' || codec === 'mu-law') return fromPcm16(expanded(data, header), 1);
  const samples = throughWavefile(data, header);
  if (codec === 'float') requireSound(samples, header, failure(file));
  return samples;
}

/** A view of sixteen-bit samples, or a copy if they are not aligned. */
export function pcm16(data: Uint8Array): Int16Array {
  const even = data.byteOffset % 2 === 0 ? data : new Uint8Array(data);
  return new Int16Array(even.buffer, even.byteOffset, even.length >> 1);
}

/** wavefile gets a plain file with one format and one data chunk: its parsing of unusual files is unreliable. */
function throughWavefile(data: Uint8Array, header: WavHeader): Float32Array {
  const values = new WaveFile(wavBytes(header, data)).getSamples(true, Float64Array) as unknown as Float64Array;
  const { codec, bitsPerSample } = header;
  if (codec === 'float') return Float32Array.from(values);
  const fullScale = 2 ** (bitsPerSample - 1);
  const zero = bitsPerSample === 8 ? fullScale : 0;
  return Float32Array.from(values, (value) => (value - zero) / fullScale);
}

function expanded(data: Uint8Array, header: WavHeader): Int16Array {
  const file = new WaveFile(wavBytes(header, data));
  if (header.codec === 'a-law') file.fromALaw();
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
  const bad = samples.findIndex((value) => !(Math.abs(value) <= most));
  if (bad < 0) return;
  const offset = dataOffset + (bad * dataBytes) / (frames * channels);
  if (!Number.isFinite(samples[bad])) throw fail('audio/non-finite', offset, 'a sample is not a finite number');
  requireWithin('peak', Math.abs(samples[bad]!), offset, fail);
}
