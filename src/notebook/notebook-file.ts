import { readText, writeAtomic } from '../core/index.js';
import type { Notebook } from './nbformat.js';
import { notebookText } from './notebook-text.js';
import { parseNotebook } from './parse-notebook.js';

/**
 * Reads a notebook of nbformat 4; lists of lines are joined, and cells without an id get one that depends only on position and source.
 * @throws AccError notebook/not-a-notebook with the position
 */
export async function readNotebook(file: string, onWarning?: (warning: string) => void): Promise<Notebook> {
  return parseNotebook(await readText(file), file, onWarning);
}

/** Writes a notebook as nbformat does, atomically. */
export async function writeNotebook(file: string, notebook: Notebook): Promise<void> {
  await writeAtomic(file, notebookText(notebook));
}
