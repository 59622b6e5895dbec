import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type Zippable, zipSync } from 'fflate';
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { AccError } from '../../../core/index.js';

/** Files by name. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** Every entry has the same time, so that the same files give the same bytes. */
const time = new Date(1980, 0, 1);

/** A zip file with its entries in the order of their names: the same bytes on every machine. */
export function zipped(files: Files): Uint8Array {
  const names = Object.keys(files).sort();
  const entries: Zippable = Object.fromEntries(names.map((name) => [name, files[name]!]));
  return zipSync(entries, { level: 9, mem: 12, mtime: time });
}

/** More than ten times the largest run. */
const limits = { entries: 1000, bytes: 2 ** 30 };

/**
 * The files of a zip file, in memory.
 * @throws AccError 'experiment/damaged-run' for a file that is no zip file, has a wrong checksum, an entry twice, or far too much data
 */
export async function unzipped(bytes: Uint8Array, file: string): Promise<Files> {
  const files = new Map<string, Uint8Array>();
  let total = 0;
  try {
    // names are decoded here, since yauzl would throw its own error for those that lead outside a folder
    const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, decodeStrings: false });
    for await (const entry of zip.eachEntry()) {
      const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
      total += entry.uncompressedSize;
      if (total > limits.bytes || files.size >= limits.entries) throw new Error('it contains far too much data');
      if (files.has(name)) throw new Error(`the entry ${JSON.stringify(name)} is contained twice`);
      files.set(name, await contentOf(entry, name, zip));
    }
  } catch (cause) {
    throw damaged(file, (cause as Error).message, cause);
  }
  return Object.fromEntries(files);
}

async function contentOf(entry: Entry, name: string, zip: ZipFile): Promise<Uint8Array> {
  const content = await buffer(await zip.openReadStreamPromise(entry));
  if (crc32(content) !== entry.crc32) throw new Error(`the checksum of ${JSON.stringify(name)} is wrong`);
  return content;
}

/** A file that is not, or no longer, a recorded run. */
export function damaged(file: string, why: string, cause?: unknown): AccError {
  return new AccError('experiment/damaged-run', {
    message: `${file} is not an intact recorded run: ${why}`,
    file,
    hint: 'get the file again; "acc export RUN --formats ro-crate" and "acc record RUN" write such files',
    cause,
  });
}
