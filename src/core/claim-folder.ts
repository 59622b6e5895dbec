import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError } from './error.js';
import { makeFolder, readText } from './files.js';

/** What an operation writes into its output folder. */
export interface FolderClaim {
  /** the JSON file that is written last, with the `key` of the request */
  report: string;
  key: string;
  /** names of all other files that unfinished work leaves */
  ours: readonly string[];
  /**
   * names of files that exist only once the work is complete: one without the report belongs to other work and is not
   * overwritten
   */
  last?: readonly string[];
}

/**
 * Prepares an output folder: temporary files of an interrupted run are removed, complete files are kept.
 * @returns the report if the same request is finished already
 * @throws 'core/folder-taken' if the folder contains anything else
 */
export async function claimFolder<T extends { key: string }>(
  folder: string,
  { report, key, ours, last = [] }: FolderClaim,
): Promise<T | undefined> {
  const file = join(folder, report);
  const other = (message: string): AccError =>
    new AccError('core/folder-taken', { message, file: folder, hint: 'remove the folder, or choose another' });
  if (existsSync(file)) {
    const found = JSON.parse(await readText(file)) as T;
    if (found.key === key) return found;
    throw other(`${folder} contains the finished output of another request`);
  }
  await makeFolder(folder);
  const found = await readdir(folder);
  const temporary = [...ours, ...last].map((name) => `${name}.tmp`);
  const unfinished = found.filter((name) => temporary.includes(name));
  const foreign = found.find((name) => !ours.includes(name) && !unfinished.includes(name));
  if (foreign !== undefined) throw other(`${folder} contains "${foreign}", which is not part of this output`);
  for (const name of unfinished) await rm(join(folder, name));
  return undefined;
}
