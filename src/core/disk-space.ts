import { statfs } from 'node:fs/promises';
import { AccError } from './error.js';

/** Left free for everything else. */
const reserve = 100_000_000;

/**
 * Looks whether so many bytes fit, before any is written.
 * @param folder one that exists, on the disk in question
 * @param what for the message: what needs the space
 * @param hint what its user can do
 * @throws AccError core/disk-full
 */
export async function requireSpace(
  folder: string,
  bytes: number,
  what: string,
  hint: string = 'free some space, or name another disk with --into or ACC_CACHE',
): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free - reserve >= bytes) return;
  throw new AccError('core/disk-full', {
    message: `${what} needs ${inUnits(bytes)}, ${inUnits(free)} are free in ${folder}`,
    file: folder,
    hint,
  });
}

/** 349501546 → '350 MB' */
export function inUnits(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
}
