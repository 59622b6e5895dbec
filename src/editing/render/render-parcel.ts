import { AccError, type ErrorCode, type ErrorFacts } from '../../core/index.js';
import type { Recipe, Triple } from '../types.js';
import { createRenderer, type RenderTask } from './render-triple.js';
import { isThere } from './write-clip.js';

/** A triple to render, with the recipes that an interrupted rendering left for it. */
export interface TripleTask {
  triple: Triple;
  known?: Recipe[];
}

/** What became of a triple. */
export type TripleResult = { recipes: Recipe[] } | { failed: { code: ErrorCode; facts: ErrorFacts } };

/** Renders some triples, one after another; one whose sources cannot be used is a result, too. */
export type ParcelRenderer = (tasks: readonly TripleTask[]) => Promise<TripleResult[]>;

export function createParcelRenderer(task: RenderTask): ParcelRenderer {
  const render = createRenderer(task);
  const resultOf = async ({ triple, known }: TripleTask): Promise<TripleResult> => {
    if (known?.every((clip) => isThere(task.folder, clip))) return { recipes: known };
    try {
      return { recipes: await render(triple) };
    } catch (error) {
      if (!(error instanceof AccError)) throw error;
      const { code, file, hint, message } = error;
      const facts = { message: `triple ${triple.id}: ${message}`, ...(file && { file }), ...(hint && { hint }) };
      return { failed: { code, facts } };
    }
  };
  return async (tasks) => {
    const results: TripleResult[] = [];
    for (const one of tasks) results.push(await resultOf(one));
    return results;
  };
}
