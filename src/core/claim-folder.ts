import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError } from './error.js';
import { fileError, readText } from './files.js';

/** What a piece of work writes into a folder of its own. */
export interface FolderClaim {
  /** the JSON file that is written last, with the `key` of what was asked for */
  report: string;
  key: string;
  /** names of all else that unfinished work leaves */
  ours: readonly string[];
  /** names of files that are there only once all is done: one that stands without the report is not of this work, and is not written over */
  last?: readonly string[];
}

/**
 * Makes a folder ready for a piece of work: what was torn is taken away, what is whole stays.
 * @returns the report where the same work was finished here before
 * @throws 'core/folder-taken' where the folder holds anything else
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
    throw other(`${folder} holds the finished work of another request`);
  }
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw fileError(error, folder);
  });
  const found = await readdir(folder);
  const temporary = [...ours, ...last].map((name) => `${name}.tmp`);
  const torn = found.filter((name) => temporary.includes(name));
  const foreign = found.find((name) => !ours.includes(name) && !torn.includes(name));
  if (foreign !== undefined) throw other(`${folder} holds "${foreign}", which is not of this work`);
  for (const name of torn) await rm(join(folder, name));
  return undefined;
}
