import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { readRows, writeLines } from '../../core/index.js';
import type { EditingPair, PairSide, Recipe } from '../../editing/index.js';

/**
 * Writes the pairs of the kept triples and the recipes of their clips, in their order and with paths relative to the
 * new folder. Both files get their names at the end.
 * @param tick called for every line that is read; an error that it throws ends the work and leaves no file
 */
export async function writeKept(
  { folder, out, tick }: { folder: string; out: string; tick: () => void },
  kept: ReadonlySet<string>,
): Promise<{ pairs: number; clips: number }> {
  const moved = (path: string): string => (path === '' ? '' : relative(out, resolve(folder, path)));
  const side = (given: PairSide): PairSide => ({ ...given, audio: moved(given.audio) });
  const clips = new Set<string>();
  const pairs = await writeLines(join(out, 'pairs.jsonl'));
  const recipes = await writeLines(join(out, 'recipes.jsonl'));
  const source = join(folder, 'recipes.jsonl');
  const hasRecipes = existsSync(source); // a text-only set has none
  try {
    for await (const pair of readRows<EditingPair>(join(folder, 'pairs.jsonl'))) {
      tick();
      if (!kept.has(pair.triple)) continue;
      for (const { clip } of [pair.pre, pair.post]) clips.add(clip);
      await pairs.write({ ...pair, pre: side(pair.pre), post: side(pair.post) });
    }
    if (hasRecipes)
      for await (const recipe of readRows<Recipe>(source)) {
        tick();
        if (clips.has(recipe.clip)) await recipes.write({ ...recipe, file: moved(recipe.file) });
      }
    if (hasRecipes) await recipes.close();
    await pairs.close();
  } finally {
    await pairs.discard();
    await recipes.discard();
  }
  return { pairs: pairs.lines(), clips: recipes.lines() };
}
