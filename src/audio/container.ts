import { id3Bytes } from './wav/index.js';

/** @returns the name of a container that ffmpeg decodes; undefined for anything else, which goes to the WAV reader */
export function containerOf(bytes: Uint8Array): string | undefined {
  const start = id3Bytes(bytes);
  const [first, second] = bytes.subarray(start);
  const text = Buffer.from(bytes.subarray(start, start + 12)).toString('latin1');
  if (text.startsWith('fLaC')) return 'FLAC';
  if (text.startsWith('OggS')) return 'Ogg';
  if (text.slice(4, 8) === 'ftyp') return 'MPEG-4';
  if (first === 0xff && (second! & 0xe6) === 0xe2) return 'MP3';
  return start === 0 || /^(?:RIF[FX]|RF64|BW64)/.test(text) ? undefined : 'MP3';
}
