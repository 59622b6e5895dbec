import { join, resolve } from 'node:path';
import { readJsonLines } from '../core/index.js';
import type { Split } from '../corpus/index.js';
import type { EditingPair, Recipe } from './types.js';

/** The editing pairs of one split of a rendered folder, with absolute audio paths. */
export async function readPairs(folder: string, split: Split): Promise<EditingPair[]> {
  const pairs = await readJsonLines<EditingPair>(join(folder, `pairs-${split}.jsonl`));
  const side = (given: EditingPair['pre']): EditingPair['pre'] => ({ ...given, audio: resolve(folder, given.audio) });
  return pairs.map((pair) => ({ ...pair, pre: side(pair.pre), post: side(pair.post) }));
}

/** The recipes of a rendered folder, one a clip, with files relative to the folder. */
export async function readRecipes(folder: string): Promise<Recipe[]> {
  return readJsonLines<Recipe>(join(folder, 'recipes.jsonl'));
}
