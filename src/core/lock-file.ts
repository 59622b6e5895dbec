import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileError } from './file-error.js';
import { type LockOwner, ownerState } from './lock-owner.js';

/** What a lock file says. */
export interface FoundLock {
  /** undefined where the file names none: it was being written in place, see `placeLockFile`, or is of an older version */
  owner: LockOwner | undefined;
  /** when it was renewed last, by the clock of its owner's machine, in milliseconds */
  renewed: number;
  /** since then, by the clock of this machine */
  age: number;
}

export interface StaleOptions {
  stale: number;
  signal: AbortSignal;
}

/** A lock is renewed so often within the time in which it becomes stale. */
export const renewals: number = 6;

/**
 * Puts a lock file in place; one whose owner has ended is removed before. Two processes may find the same one: a lock of its own admits one of
 * them, which looks again, so that the slower process does not remove the new lock of the faster one.
 * @param text the owner as JSON, with an id that no other lock has
 * @param options.stale age in milliseconds at which a lock counts as left if it is unknown whether its owner still runs
 * @returns false where another process has it
 */
export async function takeLockFile(file: string, text: string, options: StaleOptions): Promise<boolean> {
  if (await placeLockFile(file, text)) return true;
  if (!(await isStale(file, options))) return false;
  const takeover = `${file}.takeover`;
  if (!(await takeLockFile(takeover, text, options))) return false;
  try {
    if ((await isStale(file, options)) && !(await isRenewed(file, options)))
      await rm(file, { recursive: true, force: true }); // older versions used a folder
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
    return { owner, renewed: mtimeMs, age: Date.now() - mtimeMs };
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

async function isStale(file: string, { stale }: StaleOptions): Promise<boolean> {
  const found = await readLockFile(file);
  if (!found) return false;
  const state = await stateOf(found);
  return state === 'ended' || (state === 'unknown' && found.age > stale);
}

/** Whether an owner of whom only that is known renews its lock: its machine may have another clock, by which a lock seems old that is not. */
async function isRenewed(file: string, { stale, signal }: StaleOptions): Promise<boolean> {
  const before = await readLockFile(file);
  if (!before || (await stateOf(before)) === 'ended') return false;
  await wait((2 * stale) / renewals, undefined, { signal });
  const after = await readLockFile(file);
  return after !== undefined && after.renewed !== before.renewed;
}

async function stateOf({ owner }: FoundLock): ReturnType<typeof ownerState> {
  return owner ? ownerState(owner) : 'unknown';
}
