import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError } from '../../core/index.js';

/** Archives often have one or two folders around the documented layout. */
const maximumDepth = 3;

/**
 * The nearest folder, from the given one downwards, that contains all markers.
 * @param markers paths in the publisher's documented layout
 * @throws AccError corpus/no-dataset
 */
export async function findRoot(folder: string, markers: readonly string[]): Promise<string> {
  let level = [folder];
  for (let depth = 0; depth <= maximumDepth; depth++) {
    const found = level.find((path) => markers.every((marker) => existsSync(join(path, marker))));
    if (found) return found;
    level = (await Promise.all(level.map(foldersIn))).flat();
  }
  throw new AccError('corpus/no-dataset', {
    message: `${folder} does not contain ${markers.join(', ')}, nor does any folder in it`,
    file: folder,
    hint: 'pass the unpacked folder with the files in their published layout',
  });
}

async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .filter(({ name }) => !name.startsWith('.'))
    .map(({ name }) => join(path, name))
    .sort();
}
