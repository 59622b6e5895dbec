import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
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
    try {
      return {
        folder,
        release: await lock(folder, { realpath: false, stale: 30_000, update: 5_000, onCompromised: () => {} }),
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    }
  }
}
