import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../core/index.js';
import type { DatasetFile, DatasetManifest } from './types.js';

/** The download folder of a dataset in the user's cache folder, shared by all clones. */
export function datasetFolder(name: string): string {
  return join(cacheFolder(), 'datasets', name);
}

/** Whether the files that the paper's experiments need are in the folder; for a dataset without downloads, whether it is non-empty. */
export function onDisk({ distribution }: DatasetManifest, folder: string): 'yes' | 'partly' | 'no' {
  const needed = distribution.filter(({ inside, optional }) => !inside && !optional);
  const there = needed.filter((file) => isThere(file, folder));
  if (needed.length === 0) return hasEntries(folder) ? 'yes' : 'no';
  return there.length === needed.length ? 'yes' : there.length > 0 ? 'partly' : 'no';
}

/** Whether a file, or its unpacked contents, is in the folder; an empty folder is no content. */
export function isThere({ name, unpackInto }: DatasetFile, folder: string): boolean {
  return unpackInto ? hasEntries(join(folder, unpackInto)) : existsSync(join(folder, name));
}

function hasEntries(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0;
}
