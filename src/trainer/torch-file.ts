import { stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { openPromise } from 'yauzl';

/**
 * Why a file of `torch.save` cannot be read: it is a zip archive with a checksum of each tensor.
 * @returns e.g. 'is empty', 'is cut'; undefined for a whole file
 */
export async function torchFileFault(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return 'is missing';
  if (found.size === 0) return 'is empty';
  try {
    return await firstFault(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code ? `cannot be read (${code})` : 'is cut'; // the directory stands at the end of an archive
  }
}

async function firstFault(file: string): Promise<string | undefined> {
  const archive = await openPromise(file, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of archive.eachEntry()) {
      let sum = 0;
      for await (const bytes of await archive.openReadStreamPromise(entry)) sum = crc32(bytes as Uint8Array, sum);
      if (sum !== entry.crc32) return `has a wrong checksum in ${entry.fileName}`;
    }
    return undefined;
  } finally {
    archive.close();
  }
}
