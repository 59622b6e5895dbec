import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a text or bytes, in hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** SHA-256 of a file's bytes, in hex, read as a stream. */
export async function sha256File(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

const hashes = new Map<string, Promise<string>>();

/** The same for a large file that is asked about repeatedly: read again only if its size or modification time has changed. */
export async function sha256LargeFile(file: string): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  const version = `${file}:${size}:${mtimeMs}`;
  const known = hashes.get(version) ?? sha256File(file);
  hashes.set(version, known);
  known.catch(() => hashes.delete(version));
  return known;
}

/** JSON with sorted keys and no spaces: equal values give equal text. `undefined` members are omitted. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member) =>
    member && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : member,
  );
}
