import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, writeLines } from '../../core/index.js';
import type { Recipe, Triple } from '../../editing/index.js';
import type { TripleResult } from './render-task.js';
import { type PairOptions, writePairs } from './write-pairs.js';

export interface RenderCounts {
  triples: Record<string, number>;
  pairs: number;
  clips: number;
  /** triples that could not be rendered, by error code */
  failed: Record<string, number>;
}

/**
 * pairs.jsonl, recipes.jsonl and rejected.jsonl, which are written triple by triple and get their names once all are
 * complete.
 */
export interface Manifests {
  add(triple: Triple, result: TripleResult): Promise<void>;
  /** @throws 'pair-set/pair-count' if the number of triples differs */
  close(triples: number): Promise<RenderCounts>;
  discard(): Promise<void>;
}

/** @param rejected rejections of the plan */
export async function openManifests(
  folder: string,
  { rejected: known, ...options }: PairOptions & { rejected: Iterable<object> },
): Promise<Manifests> {
  const counts: RenderCounts = { triples: {}, pairs: 0, clips: 0, failed: {} };
  const pairs = await writeLines(join(folder, 'pairs.jsonl'));
  const recipes = await writeLines(join(folder, 'recipes.jsonl'));
  const rejected = await writeLines(join(folder, 'rejected.jsonl'));
  const writers = [pairs, recipes, rejected];
  const shared = new Set<string>();
  const addRecipe = async (recipe: Recipe): Promise<void> => {
    if (recipe.event === null) {
      if (shared.has(recipe.clip)) return;
      shared.add(recipe.clip); // mixes belong to one triple each
    }
    await recipes.write(recipe);
  };
  for (const row of known) await rejected.write(row);
  return {
    add: async (triple, result) => {
      if ('failed' in result) {
        const { code, facts } = result.failed;
        await rejected.write({ triple: triple.id, code, ...facts });
        counts.failed[code] = (counts.failed[code] ?? 0) + 1;
        return;
      }
      for (const recipe of result.recipes) await addRecipe(recipe);
      const [x, withA, withB] = result.recipes.map(({ clip, file }) => ({ clip, audio: file }));
      await writePairs(pairs, triple, { x: x!, withA: withA!, withB: withB! }, options);
      counts.triples[triple.split] = (counts.triples[triple.split] ?? 0) + 1;
    },
    close: async (triples) => {
      Object.assign(counts, { pairs: pairs.lines(), clips: recipes.lines() });
      assertSix(counts, triples);
      for (const writer of writers) await writer.close();
      if (rejected.lines() === 0) await rm(join(folder, 'rejected.jsonl'));
      return counts;
    },
    discard: async () => {
      for (const writer of writers) await writer.discard();
    },
  };
}

function assertSix({ triples, pairs, failed }: RenderCounts, planned: number): void {
  const rendered = Object.values(triples).reduce((sum, count) => sum + count, 0);
  const unusable = Object.values(failed).reduce((sum, count) => sum + count, 0);
  if (pairs === 6 * rendered && rendered + unusable === planned) return;
  throw new AccError('pair-set/pair-count', {
    message: `${planned} triples gave ${pairs} pairs and ${unusable} rejected triples instead of six pairs each`,
  });
}
