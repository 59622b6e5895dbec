import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../core/index.js';
import type { DatasetFile, DatasetManifest } from './types.js';

/** Where a dataset is fetched to, in the user's cache folder, shared by all clones. */
export function datasetFolder(name: string): string {
  return join(cacheFolder(), 'datasets', name);
}

/** How much of what the paper's experiments need is in the folder; of a dataset that a person brings, whether anything is. */
export function onDisk({ distribution }: DatasetManifest, folder: string): 'yes' | 'partly' | 'no' {
  const needed = distribution.filter(({ inside, optional }) => !inside && !optional);
  const there = needed.filter((file) => isThere(file, folder));
  if (needed.length === 0) return existsSync(folder) && readdirSync(folder).length > 0 ? 'yes' : 'no';
  return there.length === needed.length ? 'yes' : there.length > 0 ? 'partly' : 'no';
}

/** Whether a file is in the folder, or what was unpacked from it. */
export function isThere({ name, unpackInto }: DatasetFile, folder: string): boolean {
  return existsSync(unpackInto ? join(folder, unpackInto) : join(folder, name));
}
