import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readText } from './files.js';
import { unlessMissing } from './unless-missing.js';

/** A repository of the Hugging Face cache at one revision. */
export interface Snapshot {
  folder: string;
  /** the commit */
  revision: string;
}

/** The user's cache of the Hugging Face Hub, as huggingface_hub finds it. */
export function huggingFaceCache(): string {
  const { HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, HF_HOME } = process.env;
  return HF_HUB_CACHE ?? HUGGINGFACE_HUB_CACHE ?? join(HF_HOME ?? join(userCache(), 'huggingface'), 'hub');
}

/** A repository in that cache at its main revision, else at the only one that is there; undefined if there is none. */
export async function cachedSnapshot(repository: string): Promise<Snapshot | undefined> {
  const folder = join(huggingFaceCache(), `models--${repository.replace('/', '--')}`);
  const main = join(folder, 'refs', 'main');
  const others = await unlessMissing(readdir(join(folder, 'snapshots')), []);
  const revision = existsSync(main) ? (await readText(main)).trim() : others.length === 1 ? others[0] : undefined;
  return revision === undefined ? undefined : { folder: join(folder, 'snapshots', revision), revision };
}

/** The folder for caches of all programs of the user. */
export function userCache(): string {
  return process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
}
