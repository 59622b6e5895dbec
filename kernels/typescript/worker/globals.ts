import { denoJupyterTypes } from './deno-jupyter.js';
import { webTypes } from './web-types.js';

/** Type declarations of the kernel's globals, which every cell may use besides Node's. */
export const cellGlobals: string = `
/**
 * Shows one value: the bundle of its Symbol.for('Jupyter.display') method, else a table, figure, audio player, picture or text.
 * With an id the output can be replaced later, also from another cell, by a call with the same id and update: true. With raw the value is a MIME bundle.
 */
declare function display(value: unknown, options?: { id?: string; update?: boolean; raw?: boolean }): Promise<void>;
/** Clears the outputs of the cell so far; with wait, when the next output arrives. */
declare function clearOutput(wait?: boolean): void;
/** Asks the user for a line of text. */
declare function prompt(question?: string, options?: { password?: boolean }): string;
${denoJupyterTypes}${webTypes}declare module 'data:*';
declare module 'file:*';
declare module 'http:*';
declare module 'https:*';
`;
