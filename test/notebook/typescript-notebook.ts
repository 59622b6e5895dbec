import type { Cell, Notebook } from '../../src/notebook/index.js';

/** A notebook for the kit's kernel. */
export function typescriptNotebook(cells: Cell[]): Notebook {
  const kernelspec = { name: 'acc-typescript', language: 'typescript', display_name: 'TypeScript (acc-kit)' };
  return { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells };
}
