import { statfs } from 'node:fs/promises';
import { cacheFolder, inUnits, kitRoot } from '../../../core/index.js';
import type { Finding } from './finding.js';

/** Checks the free space where the kit, its store and its cache folder are. */
export async function checkDisk(): Promise<Finding> {
  const free = await Promise.all([kitRoot(), cacheFolder()].map(freeBytes));
  const least = Math.min(...free);
  const state = least < 2e9 ? 'fail' : least < 10e9 ? 'warn' : 'ok';
  return {
    name: 'disk',
    state,
    found: `${inUnits(least)} free`,
    remedy: 'the environment takes 6 GB, a run of tiny about 1 GB',
  };
}

/** The free bytes of a folder's disk; of a folder that does not exist yet, no limit is known. */
export async function freeBytes(folder: string): Promise<number> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Infinity,
  );
}
