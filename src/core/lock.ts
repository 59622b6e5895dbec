import { randomUUID } from 'node:crypto';
import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { AccError } from './error.js';
import { fileError } from './file-error.js';
import { type LockOwner, ownerHere, ownerState, ownerText } from './lock-owner.js';

export interface LockOptions {
  signal: AbortSignal;
  /** called with the owner of the lock, such as "process 4711 (acc run tiny), since 12:03:10", whenever it changes */
  waiting?: (owner: string) => void;
  /** age at which a lock counts as stale if it is unknown whether its owner still runs */
  staleMilliseconds?: number;
}

/** A folder that only this process works in. */
export interface FolderLock {
  /** the signal of the caller; also aborts with 'core/lock-lost' once another process has the lock */
  signal: AbortSignal;
  /** @throws AccError core/lock-lost; to be called right before results become final */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

const defaults = { staleMilliseconds: 30_000, pollMilliseconds: 500 };

/**
 * Locks a folder for this process; waits while another process has the lock. The lock is the file `<folder>.lock`,
 * which names its owner.
 * A lock whose owner has ended is taken over at once; a stopped owner (Ctrl-Z, a closed laptop) keeps its lock. Of an
 * owner on another machine only the age of its lock is known, which it renews while it runs.
 * @throws the reason of the signal as soon as it aborts
 */
export async function lockFolder(folder: string, options: LockOptions): Promise<FolderLock> {
  const { signal, waiting } = options;
  for (let known: string | undefined; ; ) {
    const lock = await tryLockFolder(folder, options);
    if (lock) return lock;
    const found = await readLock(lockFile(folder));
    const owner = found && ownerText(found.owner);
    if (owner !== undefined && owner !== known) waiting?.(owner);
    known = owner ?? known;
    await wait(defaults.pollMilliseconds, undefined, { signal });
  }
}

/** As `lockFolder`, without waiting. @returns undefined where another process has it */
export async function tryLockFolder(
  folder: string,
  { signal, staleMilliseconds: stale = defaults.staleMilliseconds }: LockOptions,
): Promise<FolderLock | undefined> {
  signal.throwIfAborted();
  const file = lockFile(folder);
  const text = JSON.stringify({ ...(await ownerHere()), id: randomUUID() });
  if (await create(file, text)) return held(file, text, { signal, stale });
  if (!(await isStale(file, stale))) return undefined;
  await removeStale(file, stale);
  return (await create(file, text)) ? held(file, text, { signal, stale }) : undefined;
}

function lockFile(folder: string): string {
  return `${folder}.lock`;
}

/** @returns false where the file exists */
async function create(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    try {
      await handle.writeFile(text);
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fileError(error, file);
  }
}

/** Renews the lock, so that other machines see that its owner runs, and detects that another process has taken it. */
function held(file: string, text: string, { signal, stale }: { signal: AbortSignal; stale: number }): FolderLock {
  const lost = new AbortController();
  let released = false;
  const check = async (): Promise<void> => {
    if (!released && !(await holds(file, text))) lost.abort(lockLost(file));
  };
  const timer = setInterval(async () => {
    await check();
    if (!lost.signal.aborted) await utimes(file, new Date(), new Date()).catch(() => {}); // tried again next time
  }, stale / 6);
  timer.unref();
  return {
    signal: AbortSignal.any([signal, lost.signal]),
    assertHeld: async () => {
      await check();
      lost.signal.throwIfAborted();
    },
    release: async () => {
      released = true;
      clearInterval(timer);
      if (await holds(file, text)) await rm(file, { force: true });
    },
  };
}

/** A disk that does not answer now is no proof of a loss. */
async function holds(file: string, text: string): Promise<boolean> {
  return readFile(file, 'utf8').then(
    (found) => found === text,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}

function lockLost(file: string): AccError {
  return new AccError('core/lock-lost', {
    message: 'this process lost its lock: another process works in the same folder now',
    file,
    hint: 'it was suspended for too long, or its disk did not answer; run the same command again: it waits for the other process',
  });
}

/** @returns undefined where there is no lock; no owner where the file does not name one (yet) */
async function readLock(file: string): Promise<{ owner: LockOwner | undefined; age: number } | undefined> {
  try {
    const { mtimeMs } = await stat(file);
    const owner = parseOwner(await readFile(file, 'utf8').catch(() => ''));
    return { owner, age: Date.now() - mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fileError(error, file);
  }
}

function parseOwner(text: string): LockOwner | undefined {
  try {
    return JSON.parse(text) as LockOwner;
  } catch {
    return undefined; // its owner is about to write it, or was killed just then
  }
}

async function isStale(file: string, stale: number): Promise<boolean> {
  const found = await readLock(file);
  if (!found) return false;
  const state = found.owner ? await ownerState(found.owner) : 'unknown';
  return state === 'ended' || (state === 'unknown' && found.age > stale);
}

/**
 * Removes a stale lock. Two processes may find the same one: a second file admits one of them, which checks again, so
 * that the slower process does not remove the new lock of the faster one.
 */
async function removeStale(file: string, stale: number): Promise<void> {
  const guard = `${file}.takeover`;
  if (!(await create(guard, ''))) {
    const found = await readLock(guard);
    if (found && found.age > stale) await rm(guard, { force: true }); // its owner was killed within these few milliseconds
    return;
  }
  try {
    if (await isStale(file, stale)) await rm(file, { recursive: true, force: true }); // older versions used a folder
  } finally {
    await rm(guard, { force: true });
  }
}
