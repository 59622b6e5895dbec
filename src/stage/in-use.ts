import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, lockFolder, makeFolder, tryLockFolder } from '../core/index.js';

/**
 * Does work that needs the finished stages of a store to stay, beside other such work. Each user of the store has a lock of its own, which
 * clearing the store looks for.
 * @throws the reason of the signal; what the work throws
 */
export async function usingStore<T>(root: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  await makeFolder(users(root));
  const gate = await lockFolder(gateOf(root), { signal }); // waits while the store is cleared
  const use = await lockFolder(join(users(root), randomUUID()), { signal }).finally(gate.release);
  try {
    return await work();
  } finally {
    await use.release();
  }
}

/**
 * Does work that removes finished stages, while nothing else uses the store.
 * @throws AccError 'stage/in-use' where a run uses it
 */
export async function clearingStore<T>(root: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  await makeFolder(users(root));
  const gate = await lockFolder(gateOf(root), { signal });
  try {
    for (const file of await readdir(users(root)))
      if (file.endsWith('.lock')) await requireEnded(join(users(root), file.slice(0, -'.lock'.length)));
    return await work();
  } finally {
    await gate.release();
  }
}

const gate = 'users.gate';

/** The lock of the one that clears a store, or is about to use it. */
export const gateFile: string = `${gate}.lock`;

/** A lock that a killed process left is removed. */
async function requireEnded(user: string): Promise<void> {
  const lock = await tryLockFolder(user, { signal: new AbortController().signal });
  if (lock) return lock.release();
  throw new AccError('stage/in-use', {
    message: 'a run uses this store',
    file: `${user}.lock`,
    hint: 'wait until the run has ended, or stop it; the file names its process',
  });
}

function users(root: string): string {
  return join(root, 'users');
}

function gateOf(root: string): string {
  return join(root, gate);
}
