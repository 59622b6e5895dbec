import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AccError, fileError, type Progress, requireSpace } from '../../../core/index.js';
import { type ArchiveEntry, entryGuard, type UnpackLimits } from './entries.js';
import { extractSevenZip, listSevenZip } from './seven-zip.js';
import { extractTar, listTar } from './tar.js';
import { extractZip, listZip } from './zip.js';

export interface UnpackOptions {
  signal: AbortSignal;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** further volumes beside the archive */
  parts?: readonly string[];
  limits?: UnpackLimits;
}

/**
 * Unpacks a .tar, .tar.gz, .tgz, .zip or .7z file into a folder, atomically: all entries are checked first, the archive is
 * unpacked into a temporary folder, which is renamed at the end. An existing folder is replaced. The caller holds the lock.
 * @throws AccError corpus/unsafe-archive, corpus/damaged-archive, corpus/no-unpacker, core/disk-full
 */
export async function unpack(archive: string, into: string, options: UnpackOptions): Promise<void> {
  const { signal, onProgress, parts = [], limits } = options;
  const target = resolve(into);
  const kind = kindOf(archive, parts);
  const guard = entryGuard(archive, limits);
  let total = 0;
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    onProgress?.({ done, total, note: `unpacking ${basename(archive)}` });
  };
  const take = (entry: ArchiveEntry): void => {
    guard(entry);
    total += entry.bytes;
  };
  await mkdir(dirname(target), { recursive: true });
  // a fixed name, so that remains of a killed process are removed, and hidden, so that no reader mistakes it for the dataset
  const work = join(dirname(target), `.${basename(target)}.unpacking`);
  await rm(work, { recursive: true, force: true });
  await mkdir(work);
  try {
    if (kind === 'tar') await listTar(archive, take, signal);
    else if (kind === 'zip') await listZip(archive, take);
    else await listSevenZip(archive, take, signal);
    if (total === 0)
      throw new AccError('corpus/damaged-archive', {
        message: `${archive} contains no data`,
        file: archive,
        hint: 'remove it and fetch it again',
      });
    await requireSpace(dirname(target), total, `the contents of ${basename(archive)}`);
    if (kind === 'tar') await extractTar(archive, work, onBytes, signal);
    else if (kind === 'zip') await extractZip(archive, work, onBytes, signal);
    else await extractSevenZip(archive, work, guard, signal);
    if (existsSync(target)) await rm(target, { recursive: true });
    await rename(work, target);
  } catch (error) {
    signal.throwIfAborted();
    throw asAccError(error, archive, work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function kindOf(archive: string, parts: readonly string[]): 'tar' | 'zip' | '7z' {
  if (/\.(tar|tar\.gz|tgz)$/i.test(archive)) return 'tar';
  // yauzl does not support multi-volume zip files
  return /\.zip$/i.test(archive) && parts.length === 0 ? 'zip' : '7z';
}

function asAccError(error: unknown, archive: string, work: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof AccError) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EACCES') return fileError(error, work);
  return new AccError('corpus/damaged-archive', {
    message: `${archive} cannot be unpacked: ${(error as Error).message}`,
    file: archive,
    hint: 'remove it and download it again',
    cause: error,
  });
}
