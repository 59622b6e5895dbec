import { rmSync } from 'node:fs';

/**
 * Jupyter and our runner name themselves in JPY_PARENT_PID; a kernel whose parent was killed must not stay. Nobody else is left then to
 * remove the connection file.
 */
export function endWithParent(connectionFile: string, end: () => void): void {
  const named = Number(process.env.JPY_PARENT_PID);
  if (!named) return;
  const parent = process.ppid; // another than the named one where a shell stands between
  const known = isAlive(named); // not where the two are in different containers
  const orphaned = !known && parent === 1; // it was killed before this process had come so far
  const timer = setInterval(() => {
    if (!orphaned && process.ppid === parent && (!known || isAlive(named))) return;
    clearInterval(timer);
    rmSync(connectionFile, { force: true });
    end();
  }, 1000);
  timer.unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
