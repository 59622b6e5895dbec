import { AccError, type ErrorCode, type ErrorFacts } from '../../core/index.js';
import type { Recipe, Triple } from '../../editing/index.js';
import { createRenderer, type RenderTask } from './render-triple.js';
import { isIntact } from './write-clip.js';

/** A triple to render, with the recipes that an interrupted rendering left for it. */
export interface TripleTask {
  triple: Triple;
  known?: Recipe[];
}

/** The result of a triple. */
export type TripleResult = { recipes: Recipe[] } | { failed: { code: ErrorCode; facts: ErrorFacts } };

/** Renders one triple after another, never two at once; a triple with unusable sources is a result as well. */
export function createTaskRenderer(task: RenderTask): (one: TripleTask) => Promise<TripleResult> {
  const render = createRenderer(task);
  return async ({ triple, known }) => {
    if (known?.every((clip) => isIntact(task.folder, clip))) return { recipes: known };
    try {
      return { recipes: await render(triple) };
    } catch (error) {
      if (!(error instanceof AccError)) throw unexpected(triple, error);
      const { code, file, hint, message } = error;
      const facts = { message: `triple ${triple.id}: ${message}`, ...(file && { file }), ...(hint && { hint }) };
      return { failed: { code, facts } };
    }
  };
}

/** An error without a name does not name its files. */
function unexpected({ id, base, a, b }: Triple, cause: unknown): Error {
  const files = [base, a, b].map(({ file }) => file).join(', ');
  return new Error(`triple ${id} of ${files}: ${(cause as Error).message}`, { cause });
}
