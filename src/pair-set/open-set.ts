import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AccError, readRows, sha256, sha256File } from '../core/index.js';
import type { Recipe } from '../editing/index.js';
import { type FoundBuild, findBuild } from './find-build.js';

/** A complete set of pairs on disk. */
export interface PairSet {
  /** absolute; contains pairs.jsonl and recipes.jsonl */
  folder: string;
  /** contains the clips: the same folder, or that of the set from which this one was filtered */
  clipsFolder: string;
  build: FoundBuild;
  /** hash of its pairs and recipes, and so of the hash of every clip */
  sha256: string;
}

/**
 * Opens a finished set of "acc data build" or "acc data filter".
 * @throws 'pair-set/incomplete' for an unfinished set, a text-only set, or one without all its clips
 */
export async function openSet(given: string): Promise<PairSet> {
  const folder = resolve(given);
  const incomplete = (message: string, hint: string): AccError =>
    new AccError('pair-set/incomplete', { message, file: folder, hint });
  const build = await findBuild(folder);
  if (!build)
    throw incomplete(
      `${folder} contains no finished pair set`,
      'name a folder that "acc data build" or "acc data filter" has finished',
    );
  if (build.request.textOnly)
    throw incomplete(`${folder} is a text-only set, without clips`, 'build the set without --text-only');
  const [pairs, recipes] = [join(folder, 'pairs.jsonl'), join(folder, 'recipes.jsonl')];
  const missing = await firstMissing(folder, [pairs, recipes]);
  if (missing !== undefined)
    throw incomplete(`${missing} is missing`, `"acc data rebuild ${given}" restores missing clips`);
  return {
    folder,
    clipsFolder: resolve(build.folder),
    build,
    sha256: sha256(`${await sha256File(pairs)} ${await sha256File(recipes)}`),
  };
}

async function firstMissing(folder: string, manifests: [string, string]): Promise<string | undefined> {
  const manifest = manifests.find((file) => !existsSync(file));
  if (manifest !== undefined) return manifest;
  for await (const { file } of readRows<Recipe>(manifests[1])) {
    const clip = resolve(folder, file);
    if (!existsSync(clip)) return clip;
  }
  return undefined;
}
