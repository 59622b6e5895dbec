import { id3Bytes } from './wav/index.js';

/**
 * The length of a FLAC file by its first block: 20 bits of sample rate, 3 of channels, 5 of bits per sample, and 36 of samples per channel, 18 bytes
 * after the magic word (RFC 9639, section 8.2).
 * @returns seconds; undefined where the header does not state it
 */
export function flacSeconds(head: Uint8Array): number | undefined {
  const start = id3Bytes(head) + 18;
  if (head.length < start + 8) return undefined;
  const bits = new DataView(head.buffer, head.byteOffset + start, 8).getBigUint64(0);
  const rate = Number(bits >> 44n);
  const frames = Number(bits & 0xfffffffffn);
  return rate > 0 && frames > 0 ? frames / rate : undefined;
}
