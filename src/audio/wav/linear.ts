import type { Format } from './format.js';

/** Linear samples other than sixteen-bit ones as floats, full scale ±1: integers of 8, 24 and 32 bits, floats of 32 and 64. */
export function decodeLinear(
  data: Uint8Array,
  { codec, bitsPerSample }: Pick<Format, 'codec' | 'bitsPerSample'>,
): Float32Array {
  if (bitsPerSample === 8) return scaled(data, 128, 128);
  if (bitsPerSample === 24) return decode24(data);
  // a copy: views of larger numbers must be aligned, and the memory of the file may be reused
  const { buffer } = new Uint8Array(data);
  if (codec === 'float')
    return bitsPerSample === 32 ? new Float32Array(buffer) : new Float32Array(new Float64Array(buffer));
  return scaled(new Int32Array(buffer), 0, 2 ** 31);
}

function scaled(values: Uint8Array | Int32Array, zero: number, fullScale: number): Float32Array {
  const samples = new Float32Array(values.length);
  for (let i = 0; i < samples.length; i++) samples[i] = (values[i]! - zero) / fullScale;
  return samples;
}

function decode24(data: Uint8Array): Float32Array {
  const samples = new Float32Array(data.length / 3);
  for (let i = 0, at = 0; i < samples.length; i++, at += 3)
    samples[i] = (((data[at]! << 8) | (data[at + 1]! << 16) | (data[at + 2]! << 24)) >> 8) / 2 ** 23;
  return samples;
}
