import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError } from '../../core/index.js';

/** Archives put a folder or two around what their documentation shows. */
const deepest = 3;

/**
 * The nearest folder, from the given one downwards, that holds all of the marks.
 * @param marks paths that the publisher's documentation shows
 * @throws AccError corpus/no-dataset
 */
export async function findRoot(folder: string, marks: readonly string[]): Promise<string> {
  let level = [folder];
  for (let depth = 0; depth <= deepest; depth++) {
    const found = level.find((path) => marks.every((mark) => existsSync(join(path, mark))));
    if (found) return found;
    level = (await Promise.all(level.map(foldersIn))).flat();
  }
  throw new AccError('corpus/no-dataset', {
    message: `${folder} does not hold ${marks.join(', ')}, nor does a folder in it`,
    file: folder,
    hint: 'name the folder that was unpacked, with its files as they were published',
  });
}

async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(path, name))
    .sort();
}
