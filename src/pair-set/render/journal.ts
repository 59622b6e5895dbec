import { existsSync } from 'node:fs';
import { type FileHandle, open, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, fileError, readRows } from '../../core/index.js';
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
  const size = existsSync(file) ? await wholeBytes(file) : 0;
  if (existsSync(file)) await truncate(file, size).catch(named);
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
  if (rows.length > 0) await handle.appendFile(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

async function firstRow(file: string): Promise<{ key: string } | undefined> {
  for await (const row of readRows<{ key: string }>(file)) return row;
  return undefined;
}

/** The bytes up to the end of the last complete line; in general only the end of the file is read. */
async function wholeBytes(file: string): Promise<number> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, 1 << 20));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(10);
    if (end >= 0) return size - tail.length + end + 1;
    return size <= tail.length ? 0 : (await readFile(file)).lastIndexOf(10) + 1;
  } finally {
    await handle.close();
  }
}
