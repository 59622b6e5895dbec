import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, fileError } from '../core/index.js';

/**
 * Expands files and folders to notebooks; folders recursively, sorted by name, without Jupyter's checkpoints.
 * @throws AccError core/file-missing; notebook/no-notebooks for a folder that has none
 */
export async function notebookFiles(paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const facts = await stat(path).catch((error) => {
      throw fileError(error, path);
    });
    found.push(...(facts.isDirectory() ? await inFolder(path) : [path]));
  }
  return [...new Set(found)];
}

async function inFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ipynb'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[/\\](\.[^/\\]+|node_modules)[/\\]/.test(file.slice(folder.length)));
  if (files.length > 0) return files.sort();
  throw new AccError('notebook/no-notebooks', { message: `${folder} contains no notebook`, file: folder });
}
