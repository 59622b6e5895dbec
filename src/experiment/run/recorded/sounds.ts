import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { AccError, readText, sha256, writeAtomic } from '../../../core/index.js';
import { worldClips, worldSizes } from '../../../corpus/index.js';
import type { Recipe } from '../../../editing/index.js';
import { clipRebuilder, readRecipes } from '../../../pair-set/index.js';
import type { Experiment } from '../../schema.js';
import { soundHashes, soundsFile } from './tables/index.js';

/** Where the clips of a recorded run belong. */
export interface SoundFolders {
  /** of the stage "world"; undefined for a run on recordings */
  world: string | undefined;
  /** of the stages with editing pairs */
  editing: readonly string[];
}

/**
 * Makes single clips of a recorded run on demand, beside its texts: those of the world are synthesised, those of editing pairs are mixed from
 * these. Their hashes must be the recorded ones.
 * @returns a function that makes a file of the run if it does not exist yet; it throws AccError 'experiment/no-sound'
 */
export function soundMaker(
  run: string,
  { world, seed }: Pick<Experiment, 'world' | 'seed'>,
  folders: SoundFolders,
): (file: string) => Promise<void> {
  let maker: Promise<(file: string) => Promise<Uint8Array>> | undefined;
  const load = async (): Promise<(file: string) => Promise<Uint8Array>> => {
    if (folders.world === undefined)
      return (file) => notMade(run, file, 'it is a recording, and only the run itself has it');
    const folder = folders.world;
    const render = worldClips(seed, worldSizes[world]);
    const hashes = soundHashes(await readText(join(folder, soundsFile)));
    const recipes = new Map<string, Recipe>();
    for (const editing of folders.editing)
      for (const recipe of await readRecipes(editing)) recipes.set(join(editing, recipe.file), recipe);
    const sources = new Map(Object.keys(hashes).map((path) => [basename(path, '.wav'), join(folder, path)]));
    const rebuild = clipRebuilder({ bases: sources, events: sources });
    return async (file) => {
      const recipe = recipes.get(file);
      if (recipe) {
        for (const source of [recipe.base, recipe.event]) if (source) await make(sources.get(source.id) ?? source.id);
        return rebuild(recipe);
      }
      const path = relative(folder, file);
      const bytes = render(path);
      if (!bytes || hashes[path] === undefined) return notMade(run, file, 'the run has no such clip');
      if (!sha256(bytes).startsWith(hashes[path]))
        return notMade(run, file, 'this version of the kit synthesises other bytes');
      return bytes;
    };
  };
  const make = async (file: string): Promise<void> => {
    if (existsSync(file)) return;
    maker ??= load();
    await writeAtomic(file, await (await maker)(file));
  };
  return make;
}

function notMade(run: string, file: string, why: string): never {
  throw new AccError('experiment/no-sound', {
    message: `the clip ${basename(file)} of the run "${run}" cannot be made: ${why}`,
    file,
    hint: 'its texts and numbers can be read all the same',
  });
}
