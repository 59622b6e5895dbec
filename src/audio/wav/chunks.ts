import type { Failure } from './failure.js';

export interface Chunk {
  id: string;
  /** of the chunk; `body` is the offset of its content, both in bytes */
  offset: number;
  body: number;
  size: number;
}

/** The chunks of a RIFF file, whatever size its header states: streams do not know it, and common readers ignore it. */
export function* chunks(view: DataView, bytes: Uint8Array, fail: Failure, warnings: string[]): Generator<Chunk> {
  for (let offset = 12; offset + 8 <= bytes.length; ) {
    const id = fourCc(bytes, offset);
    if (!isReadable(id)) throw fail('audio/bad-header', offset, 'a chunk without a readable name');
    const size = view.getUint32(offset + 4, true);
    const body = offset + 8;
    yield { id, offset, body, size };
    const padded = body + size + (size % 2);
    const unpadded = size % 2 === 1 && !isReadable(fourCc(bytes, padded)) && isReadable(fourCc(bytes, padded - 1));
    if (unpadded) warnings.push(`the ${id} chunk of ${size} bytes lacks its pad byte`);
    offset = unpadded ? padded - 1 : padded;
  }
}

export function fourCc(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}

/**
 * The length of the ID3v2 tags that some programs write before another format: ten bytes with the size in seven bits each, the
 * content, and a footer if a flag says so (id3.org, "ID3 tag version 2.4.0", 1999).
 */
export function id3Bytes(bytes: Uint8Array): number {
  let start = 0;
  while (fourCc(bytes, start).startsWith('ID3') && start + 10 <= bytes.length) {
    const [flags, a, b, c, d] = bytes.subarray(start + 5, start + 10) as unknown as [
      number,
      number,
      number,
      number,
      number,
    ];
    const footer = flags & 0x10 ? 10 : 0;
    start += 10 + ((a & 127) << 21) + ((b & 127) << 14) + ((c & 127) << 7) + (d & 127) + footer;
  }
  return start;
}

function isReadable(id: string): boolean {
  return /^[\x20-\x7e]{4}$/.test(id);
}
