import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { fileError } from './file-error.js';
import { type LockOwner, ownerState } from './lock-owner.js';

/** What a lock file says. */
export interface FoundLock {
  /** undefined where the file names none: it was being written in place, see `placeLockFile`, or is of an older version */
  owner: LockOwner | undefined;
  /** since it was renewed, in milliseconds */
  age: number;
}

/**
 * Puts a lock file in place; one whose owner has ended is removed before. Two processes may find the same one: a lock of its own admits one of
 * them, which looks again, so that the slower process does not remove the new lock of the faster one.
 * @param text the owner as JSON, with an id that no other lock has
 * @param stale age in milliseconds at which a lock counts as left if it is unknown whether its owner still runs
 * @returns false where another process has it
 */
export async function takeLockFile(file: string, text: string, stale: number): Promise<boolean> {
  if (await placeLockFile(file, text)) return true;
  if (!(await isStale(file, stale))) return false;
  const takeover = `${file}.takeover`;
  if (!(await takeLockFile(takeover, text, stale))) return false;
  try {
    if (await isStale(file, stale)) await rm(file, { recursive: true, force: true }); // older versions used a folder
  } finally {
    await removeLockFile(takeover, text);
  }
  return placeLockFile(file, text);
}

/** Removes a lock file, unless another process has it. */
export async function removeLockFile(file: string, text: string): Promise<void> {
  if (await holdsLockFile(file, text)) await rm(file, { force: true });
}

/** Whether the lock is still the one with this text. A disk that does not answer now is no proof of a loss. */
export async function holdsLockFile(file: string, text: string): Promise<boolean> {
  return readFile(file, 'utf8').then(
    (found) => found === text,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}

/** @returns undefined where there is no lock */
export async function readLockFile(file: string): Promise<FoundLock | undefined> {
  try {
    const { mtimeMs } = await stat(file);
    const owner = parseOwner(await readFile(file, 'utf8').catch(() => ''));
    return { owner, age: Date.now() - mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fileError(error, file);
  }
}

/**
 * The lock appears with its owner in it: a complete file beside it becomes the lock, unless there is one. Where that is not possible, as on
 * file systems without hard links, it is written in place.
 */
async function placeLockFile(file: string, text: string): Promise<boolean> {
  if (existsSync(file)) return false; // the usual case for a process that waits: it writes nothing
  const complete = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(complete, text, { flag: 'wx' });
    await link(complete, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error;
      return writeInPlace(file, text);
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fileError(error, file);
  } finally {
    await rm(complete, { force: true });
  }
}

async function writeInPlace(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

function parseOwner(text: string): LockOwner | undefined {
  try {
    return JSON.parse(text) as LockOwner;
  } catch {
    return undefined;
  }
}

async function isStale(file: string, stale: number): Promise<boolean> {
  const found = await readLockFile(file);
  if (!found) return false;
  const state = found.owner ? await ownerState(found.owner) : 'unknown';
  return state === 'ended' || (state === 'unknown' && found.age > stale);
}
