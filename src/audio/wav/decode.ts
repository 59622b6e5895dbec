import * as wavefile from 'wavefile';
import { decodeAdpcm } from './adpcm.js';
import { littleEndian, wavBytes } from './encode.js';
import { failure } from './failure.js';
import type { WavHeader } from './riff.js';

/** The bundle of wavefile is one default export to ES modules and the module itself to CommonJS, as notebooks load it. */
const { WaveFile } = (wavefile as unknown as { default?: typeof wavefile }).default ?? wavefile;

/**
 * The samples of a checked file, interleaved, full scale ±1. Sixteen-bit samples are divided by 32767, so that reading and writing again
 * gives the same samples; float samples beyond ±1 stay as they are.
 * @throws 'audio/non-finite' with file and byte
 */
export function decode(bytes: Uint8Array, header: WavHeader, file: string): Float32Array {
  const data = bytes.subarray(header.dataOffset, header.dataOffset + header.dataBytes);
  const { codec, bitsPerSample } = header;
  if (codec === 'pcm' && bitsPerSample === 16) return fromPcm16(pcm16(data));
  if (codec === 'ms-adpcm' || codec === 'ima-adpcm') return fromPcm16(decodeAdpcm(data, header));
  if (codec === 'a-law' || codec === 'mu-law') return fromPcm16(expanded(data, header));
  const samples = throughWavefile(data, header);
  if (codec === 'float') requireFinite(samples, header, file);
  return samples;
}

/** Sixteen-bit samples in place where they lie as this machine has them. */
export function pcm16(data: Uint8Array): Int16Array {
  const native = littleEndian(data.byteOffset % 2 === 0 ? data : new Uint8Array(data));
  return new Int16Array(native.buffer, native.byteOffset, native.length >> 1);
}

function fromPcm16(values: Int16Array): Float32Array {
  const samples = new Float32Array(values.length);
  for (let i = 0; i < samples.length; i++) samples[i] = values[i]! / 32767;
  return samples;
}

/** wavefile sees a plain file of one format and one data chunk: its own reading of odd files is not to be relied on. */
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

function requireFinite(
  samples: Float32Array,
  { channels, dataOffset, dataBytes, frames }: WavHeader,
  file: string,
): void {
  const bad = samples.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  const offset = dataOffset + (bad * dataBytes) / (frames * channels);
  throw failure(file)('audio/non-finite', offset, 'a sample is not a finite number');
}
