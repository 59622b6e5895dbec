import type { Data } from './data.js';
import { shortText } from './short-text.js';

const maximumBytes = 10_000_000;

interface Format {
  mime: string;
  matches(bytes: Buffer): boolean;
}

/** Both the start and the end must match: bytes that only begin like a picture are shown as bytes. */
const formats: Format[] = [
  {
    mime: 'image/png',
    matches: (bytes) => text(bytes, 0, 16) === '\x89PNG\r\n\x1a\n\0\0\0\rIHDR' && text(bytes, -8, -4) === 'IEND',
  },
  {
    mime: 'image/jpeg',
    matches: (bytes) => text(bytes, 0, 3) === '\xff\xd8\xff' && text(bytes, -2) === '\xff\xd9',
  },
  { mime: 'image/gif', matches: (bytes) => /^GIF8[79]a$/.test(text(bytes, 0, 6)) && text(bytes, -1) === ';' },
];

/** The bytes of a complete PNG, JPEG or GIF file, e.g. from `readFileSync('x.png')`, as a picture. */
export function pictureBundle(value: object): Data | undefined {
  if (!(value instanceof Uint8Array) || value.length > maximumBytes) return undefined;
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const format = formats.find(({ matches }) => matches(bytes));
  if (!format) return undefined;
  return { [format.mime]: bytes.toString('base64'), 'text/plain': shortText(value) };
}

function text(bytes: Buffer, start: number, end?: number): string {
  return bytes.subarray(start, end).toString('latin1');
}
