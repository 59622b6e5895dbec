import { join, resolve } from 'node:path';
import { readJsonLines, readRows } from '../core/index.js';
import type { Split } from '../corpus/index.js';
import type { EditingPair, Recipe } from '../editing/index.js';

/** The editing pairs of one split of a rendered folder, with absolute audio paths. */
export async function readPairs(folder: string, split: Split): Promise<EditingPair[]> {
  const pairs: EditingPair[] = [];
  const side = (given: EditingPair['pre']): EditingPair['pre'] => ({ ...given, audio: resolve(folder, given.audio) });
  for await (const pair of readRows<EditingPair>(join(folder, 'pairs.jsonl')))
    if (pair.split === split) pairs.push({ ...pair, pre: side(pair.pre), post: side(pair.post) });
  return pairs;
}

/** The recipes of a rendered folder, one per clip, with files relative to the folder. */
export async function readRecipes(folder: string): Promise<Recipe[]> {
  return readJsonLines<Recipe>(join(folder, 'recipes.jsonl'));
}
