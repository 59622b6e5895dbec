import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, dropIncompleteLine, fileError, jsonLines, readRows } from '../../core/index.js';
import type { Recipe } from '../../editing/index.js';
import type { TripleResult } from './render-task.js';

/** The result of a triple, one line per triple in the order of the plan. */
export interface JournalLine {
  triple: string;
  recipes?: Recipe[];
  failed?: Extract<TripleResult, { failed: unknown }>['failed'];
}

/** The finished part of a rendering, line by line on disk, from which a killed rendering resumes. */
export interface Journal {
  /** lines that an earlier rendering of the same plan left */
  before(): AsyncGenerator<JournalLine>;
  append(lines: readonly JournalLine[]): Promise<void>;
  close(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Opens the journal of a folder. An incomplete last line is removed.
 * @param key hash of everything that determines the clips' bytes
 * @throws 'core/folder-taken' if the folder contains the rendering of another plan
 */
export async function openJournal(folder: string, key: string): Promise<Journal> {
  const file = join(folder, 'journal.jsonl');
  const named = (error: unknown): never => {
    throw fileError(error, file);
  };
  const size = await dropIncompleteLine(file);
  const first = size > 0 ? await firstRow(file) : undefined;
  if (first && first.key !== key)
    throw new AccError('core/folder-taken', {
      message: `${folder} contains an unfinished rendering of another plan: other sources, options or seed`,
      file: folder,
      hint: 'remove the folder, or choose another',
    });
  const handle = await open(file, 'a').catch(named);
  const append = (rows: readonly object[]): Promise<void> => appendRows(handle, rows).catch(named);
  if (!first) await append([{ key }]);
  return {
    before: () => withoutHeader(file, size),
    append,
    close: () => handle.close(),
    remove: () => rm(file, { force: true }),
  };
}

async function* withoutHeader(file: string, bytes: number): AsyncGenerator<JournalLine> {
  let header = true;
  for await (const row of readRows<JournalLine>(file, bytes)) {
    if (!header) yield row;
    header = false;
  }
}

async function appendRows(handle: FileHandle, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await handle.appendFile(jsonLines(rows));
}

async function firstRow(file: string): Promise<{ key: string } | undefined> {
  for await (const row of readRows<{ key: string }>(file)) return row;
  return undefined;
}
