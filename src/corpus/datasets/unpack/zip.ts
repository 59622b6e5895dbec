import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import type { ArchiveEntry } from './entries.js';

/** Lists the directory of a zip file without writing; stops at the first entry that the guard rejects. */
export async function listZip(archive: string, guard: (entry: ArchiveEntry) => void): Promise<void> {
  await eachEntry(archive, async (entry) => guard(entry));
}

/** Unpacks a file checked by listZip. Modes and times of the archive are ignored. */
export async function extractZip(
  archive: string,
  folder: string,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  await eachEntry(archive, async ({ path, type, bytes }, entry, zip) => {
    signal.throwIfAborted();
    const target = join(folder, path);
    await mkdir(type === 'folder' ? target : dirname(target), { recursive: true });
    if (type !== 'file') return;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { flags: 'wx' }), { signal });
    onBytes(bytes);
  });
}

async function eachEntry(
  archive: string,
  work: (entry: ArchiveEntry, raw: Entry, zip: ZipFile) => Promise<void>,
): Promise<void> {
  // names are decoded here, since yauzl would throw its own error for those that the guard rejects
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false, decodeStrings: false });
  try {
    for await (const raw of zip.eachEntry()) await work(toEntry(raw), raw, zip);
  } finally {
    zip.close();
  }
}

/** Unix file types, in the upper half of an entry's attributes; other systems leave it empty. */
const kindMask = 0o170000;
const kinds: ReadonlyMap<number, ArchiveEntry['type']> = new Map([
  [0, 'file'],
  [0o100000, 'file'],
  [0o040000, 'folder'],
  [0o120000, 'link'],
]);

function toEntry(raw: Entry): ArchiveEntry {
  const path = getFileNameLowLevel(raw.generalPurposeBitFlag, raw.fileNameRaw, raw.extraFields, false);
  const kind = kinds.get((raw.externalFileAttributes >>> 16) & kindMask) ?? 'device';
  return { path, type: kind === 'file' && path.endsWith('/') ? 'folder' : kind, bytes: raw.uncompressedSize };
}
