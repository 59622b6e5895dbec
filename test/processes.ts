import { spawnSync } from 'node:child_process';

/** Whether a process runs. A zombie, which only waits to be reaped by its parent, does not. */
export function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}
