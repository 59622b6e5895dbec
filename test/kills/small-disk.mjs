import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Mounts an empty file system in memory. @returns its folder, and what removes it; undefined where this user may not mount */
export function mountDisk(megabytes) {
  const folder = mkdtempSync(join(tmpdir(), 'acc-kit-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'acc-kit', folder]);
  const unmount = () => {
    spawnSync('umount', [folder]);
    rmdirSync(folder);
  };
  if (status === 0) return { folder, unmount };
  rmdirSync(folder);
  return undefined;
}
