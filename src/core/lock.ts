import { setTimeout as wait } from 'node:timers/promises';

/**
 * Locks a folder for this process and waits as long as another one has it. A process that died leaves a lock that goes stale
 * in half a minute.
 * @param waiting called once if there is something to wait for
 * @returns what releases it
 */
export async function lockFolder(
  folder: string,
  { signal, waiting }: { signal: AbortSignal; waiting?: () => void },
): Promise<() => Promise<void>> {
  for (let said = false; ; said = true) {
    const release = await tryLockFolder(folder);
    if (release) return release;
    if (!said) waiting?.();
    await wait(1000, undefined, { signal });
  }
}

/** As `lockFolder`, without waiting. @returns undefined where another process has it */
export async function tryLockFolder(folder: string): Promise<(() => Promise<void>) | undefined> {
  const { lock } = (await import('proper-lockfile')).default;
  try {
    // a machine that slept may find its lock gone: the work goes on, as stopping it would lose more
    return await lock(folder, { realpath: false, stale: 30_000, update: 5_000, onCompromised: () => {} });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    return undefined;
  }
}
