import { statfs } from 'node:fs/promises';
import { AccError } from './error.js';

/** Left free for everything else. */
const reserve = 100_000_000;

/**
 * Asserts that a number of bytes fits on a disk, before any is written.
 * @param folder an existing folder on that disk
 * @param what what needs the space, for the message
 * @param hint what the user can do
 * @throws AccError core/disk-full
 */
export async function requireSpace(
  folder: string,
  bytes: number,
  what: string,
  hint: string = 'free some space, or choose another disk with --into or ACC_CACHE',
): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free - reserve >= bytes) return;
  throw new AccError('core/disk-full', {
    message: `${what} needs ${inUnits(bytes)}, and ${inUnits(reserve)} must stay free: only ${inUnits(free)} are free in ${folder}`,
    file: folder,
    hint,
  });
}

/** 349501546 → '350 MB' */
export function inUnits(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
}
