import { denoJupyterTypes } from './deno-jupyter.js';

/** What every cell may use beside Node's own globals, for the checker: the kernel's functions. */
export const cellGlobals: string = `
/**
 * Shows one value: what its Symbol.for('Jupyter.display') method gives, else a table, figure, player, picture or its text.
 * With an id the output can be replaced later, also from another cell, by a call with the same id and update: true. With raw the value is a MIME bundle.
 */
declare function display(value: unknown, options?: { id?: string; update?: boolean; raw?: boolean }): Promise<void>;
/** Removes the outputs of the cell so far; with wait, when the next one comes. */
declare function clearOutput(wait?: boolean): void;
/** Asks the person at the notebook for a line of text. */
declare function prompt(question?: string, options?: { password?: boolean }): string;
${denoJupyterTypes}`;
