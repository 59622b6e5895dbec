import { randomUUID } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { AccError } from './error.js';
import { holdsLockFile, readLockFile, removeLockFile, renewals, takeLockFile } from './lock-file.js';
import { ownerHere, ownerText } from './lock-owner.js';

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
 * owner on another machine only the age of its lock is known, which it renews while it runs; one that seems old is watched for a while, since
 * clocks differ.
 * @throws the reason of the signal as soon as it aborts
 */
export async function lockFolder(folder: string, options: LockOptions): Promise<FolderLock> {
  const { signal, waiting } = options;
  for (let known: string | undefined; ; ) {
    const lock = await tryLockFolder(folder, options);
    if (lock) return lock;
    const found = await readLockFile(lockFile(folder));
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
  return (await takeLockFile(file, text, { stale, signal })) ? held(file, text, { signal, stale }) : undefined;
}

function lockFile(folder: string): string {
  return `${folder}.lock`;
}

/** Renews the lock, so that other machines see that its owner runs, and detects that another process has taken it. */
function held(file: string, text: string, { signal, stale }: { signal: AbortSignal; stale: number }): FolderLock {
  const lost = new AbortController();
  let released = false;
  const check = async (): Promise<void> => {
    if (!released && !(await holdsLockFile(file, text))) lost.abort(lockLost(file));
  };
  const timer = setInterval(async () => {
    await check();
    if (!lost.signal.aborted) await utimes(file, new Date(), new Date()).catch(() => {}); // tried again next time
  }, stale / renewals);
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
      await removeLockFile(file, text);
    },
  };
}

function lockLost(file: string): AccError {
  return new AccError('core/lock-lost', {
    message: 'this process lost its lock: another process works in the same folder now',
    file,
    hint: 'it was suspended for too long, or its disk did not answer; run the same command again: it waits for the other process',
  });
}
