import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLockFolder } from '../../core/index.js';
import { metricsFolder } from '../install/index.js';

/** A folder of parses for one process. */
export interface ParseCache {
  folder: string;
  release(): Promise<void>;
}

/**
 * The first cache of parses that no other process uses: two on one would wait for each other for ever. Parses stay between
 * runs, so that a caption is parsed once.
 */
export async function openParseCache(parent: string = join(metricsFolder(), 'spice-parses')): Promise<ParseCache> {
  for (let number = 0; ; number++) {
    const folder = join(parent, String(number));
    await mkdir(folder, { recursive: true });
    const release = await tryLockFolder(folder);
    if (release) return { folder, release };
  }
}
