import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type FolderLock, tryLockFolder } from '../../core/index.js';
import { metricsFolder } from '../install/index.js';

/** A folder of parses for one process. */
export interface ParseCache {
  folder: string;
  lock: FolderLock;
}

/**
 * The first cache of parses that no other process uses: two on one would wait for each other for ever. Parses stay between
 * runs, so that a caption is parsed once.
 */
export async function openParseCache(
  signal: AbortSignal,
  parent: string = join(metricsFolder(), 'spice-parses'),
): Promise<ParseCache> {
  for (let number = 0; ; number++) {
    const folder = join(parent, String(number));
    await mkdir(folder, { recursive: true });
    const lock = await tryLockFolder(folder, { signal });
    if (lock) return { folder, lock };
  }
}
