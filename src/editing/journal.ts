import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError, readJsonLines, sha256File, writeAtomic } from '../core/index.js';
import type { Recipe } from './types.js';

/** What an interrupted rendering had finished, one line a triple, so that the next one goes on from there. */
export interface Journal {
  /** the triple's recipes if it was finished with the same key and its clips are unharmed */
  finished(key: string): Promise<Recipe[] | undefined>;
  add(key: string, recipes: Recipe[]): Promise<void>;
  remove(): Promise<void>;
}

/** Opens the journal of a folder; the last line may be torn and is then left out. */
export async function openJournal(folder: string): Promise<Journal> {
  const file = join(folder, 'recipes.journal.jsonl');
  const known = new Map<string, Recipe[]>();
  const text = await textOf(file);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  await writeAtomic(file, whole);
  for (const { key, recipes } of await readJsonLines<{ key: string; recipes: Recipe[] }>(file)) known.set(key, recipes);
  return {
    finished: async (key) => {
      const recipes = known.get(key);
      if (!recipes) return undefined;
      const hashes = await Promise.all(recipes.map((recipe) => hashOf(join(folder, recipe.file))));
      return recipes.every((recipe, index) => recipe.sha256 === hashes[index]) ? recipes : undefined;
    },
    add: (key, recipes) => appendFile(file, `${JSON.stringify({ key, recipes })}\n`),
    remove: () => rm(file, { force: true }),
  };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw fileError(error, file);
  }
}

async function hashOf(file: string): Promise<string | undefined> {
  try {
    return await sha256File(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fileError(error, file);
  }
}
