import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from './file-error.js';
import { unlessMissing } from './unless-missing.js';

/** A temporary file that takes the place of another file once it is complete. */
export interface Replacement {
  handle: FileHandle;
  /** flushes to disk, closes and renames */
  commit(): Promise<void>;
  /** closes and removes the temporary file; does nothing after a commit */
  discard(): Promise<void>;
}

/**
 * Opens a temporary file beside a file, with the mode and the owner of that file if it exists. A symbolic link is followed, so that the link
 * stays and the file that it points to is replaced.
 * @param suffix of the temporary file; a constant one is for a file with one writer, whose next run replaces what a killed run left
 * @throws AccError of the area core for errors of the file system, with the name of the target
 */
export async function openReplacement(
  file: string,
  suffix: string = `.${randomBytes(6).toString('hex')}.tmp`,
): Promise<Replacement> {
  try {
    const target = await unlessMissing(realpath(file), file);
    const temporary = `${target}${suffix}`;
    await rm(temporary, { force: true });
    const before = await unlessMissing<Stats | undefined>(stat(target), undefined);
    // never more readable than the file that it replaces, from its first byte
    const handle = await open(temporary, 'wx', before === undefined ? 0o666 : 0o600);
    const discard = async (): Promise<void> => {
      await handle.close(); // closing twice is allowed
      await rm(temporary, { force: true });
    };
    const commit = async (): Promise<void> => {
      if (before) await keepOwnerAndMode(handle, before);
      await handle.sync();
      await handle.close();
      await rename(temporary, target);
    };
    return { handle, commit, discard };
  } catch (error) {
    throw fileError(error, file);
  }
}

/** Removes the temporary files that killed processes left below a folder, at any depth. */
export async function removeTemporaryFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries)
    if (entry.isFile() && entry.name.endsWith('.tmp')) await rm(join(entry.parentPath, entry.name), { force: true });
}

async function keepOwnerAndMode(handle: FileHandle, before: Stats): Promise<void> {
  const own = await handle.stat();
  if (own.uid !== before.uid || own.gid !== before.gid)
    await handle.chown(before.uid, before.gid).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPERM') throw error; // only root may give a file to another user
    });
  await handle.chmod(before.mode & 0o7777);
}
