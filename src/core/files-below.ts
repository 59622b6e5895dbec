import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The files below a folder, at any depth, in the order of their paths. Symbolic links are followed, to files and to
 * folders, but not back to a folder that contains them; a link to nothing is no file.
 */
export async function filesBelow(folder: string): Promise<string[]> {
  return (await filesIn(folder, [])).sort();
}

/** @param above the real paths of the folders that lead here */
async function filesIn(folder: string, above: readonly string[]): Promise<string[]> {
  const real = await realpath(folder);
  if (above.includes(real)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      const target = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry;
      if (target?.isDirectory()) return filesIn(path, [...above, real]);
      return target?.isFile() ? [path] : [];
    }),
  );
  return found.flat();
}
