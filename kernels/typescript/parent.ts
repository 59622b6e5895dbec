import { rmSync } from 'node:fs';
import { isAlive } from './is-alive.js';

/**
 * Jupyter and our runner set JPY_PARENT_PID; a kernel whose parent was killed must exit. It also removes the connection file, since its
 * parent no longer can.
 */
export function endWithParent(connectionFile: string, end: () => void): void {
  const named = Number(process.env.JPY_PARENT_PID);
  if (!named) return;
  const parent = process.ppid; // differs from the named one where a shell is in between
  const known = isAlive(named); // false where the two are in different containers
  const orphaned = !known && parent === 1; // it was killed before this process got here
  const timer = setInterval(() => {
    if (!orphaned && process.ppid === parent && (!known || isAlive(named))) return;
    clearInterval(timer);
    rmSync(connectionFile, { force: true });
    end();
  }, 1000);
  timer.unref();
}
