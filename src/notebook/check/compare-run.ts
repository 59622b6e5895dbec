import { type CodeCell, type Notebook, tagsOf } from '../nbformat.js';
import { compareOutputs } from './compare-outputs.js';
import type { Tolerance } from './compare-text.js';
import { type FreshRunOptions, freshRun } from './fresh-run.js';
import { codeCells, type Found } from './rule.js';
import { type Sanitiser, sanitiser, sanitisersOf } from './sanitise.js';

export interface CompareOptions extends Partial<Tolerance>, Omit<FreshRunOptions, 'signal'> {
  sanitisers?: Sanitiser[];
}

export const defaults: Tolerance = { rtol: 1e-6, atol: 1e-9 };

/**
 * Runs a notebook in a fresh kernel, in its own folder but without overwriting it, and compares the saved outputs with the new ones. Cells tagged
 * `no-compare` or `nbval-ignore-output` are run but not compared, cells tagged `nbval-skip` are not run.
 */
export async function compareWithRun(
  { file, notebook }: { file: string; notebook: Notebook },
  options: CompareOptions,
  signal?: AbortSignal,
): Promise<(Found & { code: string })[]> {
  const cells = codeCells(notebook);
  if (cells.every(({ cell }) => cell.outputs.length === 0))
    return [{ code: 'no-saved-output', message: 'the notebook has no saved outputs to compare' }];
  const { acc } = notebook.metadata as { acc?: { sanitise?: unknown } };
  const sanitisers = [...(options.sanitisers ?? []), ...sanitisersOf(acc?.sanitise, file)];
  const { rtol = defaults.rtol, atol = defaults.atol } = options;
  const comparison = { rtol, atol, sanitise: sanitiser(sanitisers) };
  const { outputs, failure } = await freshRun(file, notebook, { ...options, signal });
  const found = cells
    .filter(({ cell }) => isCompared(cell))
    .flatMap(({ cell, index }) => {
      const fresh = outputs.get(index);
      if (!fresh) return [];
      return compareOutputs(cell.outputs, fresh, comparison).map((one) => ({ cell: index, ...one }));
    });
  return failure ? [...found, { code: 'run-failed', ...failure }] : found;
}

const notCompared = ['no-compare', 'nbval-ignore-output', 'nbval-skip', 'skip-execution'];

function isCompared(cell: CodeCell): boolean {
  return !tagsOf(cell).some((tag) => notCompared.includes(tag));
}
