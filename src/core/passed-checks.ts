import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.js';
import { readText, writeAtomic } from './files.js';

/**
 * When a check that takes long has passed on this machine.
 * @param check a name, of the file in the cache folder
 * @param key a hash of all that was checked
 * @returns a date such as 2026-12-01; undefined if it has not passed
 */
export async function passedOn(check: string, key: string): Promise<string | undefined> {
  return (await passedChecks(check))[key];
}

/** Remembers that a check has passed today. */
export async function rememberPassed(check: string, key: string): Promise<void> {
  const passed = { ...(await passedChecks(check)), [key]: new Date().toISOString().slice(0, 10) };
  await writeAtomic(fileOf(check), `${JSON.stringify(passed, null, 1)}\n`);
}

/** Empty where the file is missing or damaged: the check is then made again. */
async function passedChecks(check: string): Promise<Record<string, string>> {
  if (!existsSync(fileOf(check))) return {};
  try {
    return JSON.parse(await readText(fileOf(check))) as Record<string, string>;
  } catch {
    return {};
  }
}

function fileOf(check: string): string {
  return join(cacheFolder(), `${check}.json`);
}
