import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessMissing } from '../core/index.js';

/** The names of the folders of finished stages in a store. */
export async function finishedFolders(root: string): Promise<string[]> {
  return (await foldersIn(root)).filter((name) => /-[0-9a-f]{16}$/.test(name));
}

/** The names of the folders of unfinished work. */
export async function unfinishedFolders(root: string): Promise<string[]> {
  return foldersIn(join(root, 'unfinished'));
}

/** Empty where the folder does not exist. */
async function foldersIn(folder: string): Promise<string[]> {
  const entries = await unlessMissing(readdir(folder, { withFileTypes: true }), []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
