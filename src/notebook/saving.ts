import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AccError, type FolderLock, fileError, tryLockFolder, writeAtomic } from '../core/index.js';
import type { Notebook } from './nbformat.js';
import { notebookText } from './notebook-text.js';

/** Saves the notebook during a run. */
export interface Saver {
  /** before and after a cell */
  save(): Promise<void>;
  /** awaits the work and saves changes periodically meanwhile */
  during<T>(work: Promise<T>): Promise<T>;
  /** notes that the notebook has changed */
  changed(): void;
  /** at the end */
  finish(): Promise<void>;
  /** must be called: other runs can then write this output */
  release(): Promise<void>;
}

export interface SaveOptions {
  /** seconds between two saves in a long cell, 30 by default; 0 disables autosave */
  autosaveSeconds?: number;
  /** whether to save before and after each cell; standard output is written once, at the end */
  saveEachCell?: boolean;
}

/** The maximum share of time spent on saving. */
const maximumShare = 0.25;

/**
 * @param output a file, or `-` for standard output
 * @throws AccError notebook/bad-path if it is not writable; notebook/output-in-use
 */
export async function createSaver(
  notebook: Notebook,
  output: string,
  { autosaveSeconds = 30, saveEachCell = true }: SaveOptions,
  warn: (warning: string) => void,
): Promise<Saver> {
  const file = output === '-' ? undefined : await writable(output);
  const lock = file === undefined ? undefined : await locked(file);
  const often = saveEachCell && file !== undefined;
  let queue: Promise<void> = Promise.resolve();
  let dirty = false;
  const write = (): Promise<void> => {
    queue = queue
      .catch(() => {}) // reported to the caller of that save
      .then(async () => {
        dirty = false;
        if (file) await writeAtomic(file, notebookText(notebook));
        else await new Promise<void>((resolve) => process.stdout.write(notebookText(notebook), () => resolve()));
      });
    return queue;
  };

  return {
    save: async () => {
      if (often) await write();
    },
    finish: write,
    release: async () => lock?.release(),
    changed: () => {
      dirty = true;
    },
    during: async (work) => {
      let seconds = autosaveSeconds;
      let timer: NodeJS.Timeout | undefined;
      const schedule = (): void => {
        timer = setTimeout(autosave, seconds * 1000);
      };
      const autosave = async (): Promise<void> => {
        timer = undefined;
        const started = performance.now();
        if (dirty) await write().catch((error) => warn(`autosave failed: ${error.message}`));
        const took = (performance.now() - started) / 1000;
        if (took > seconds * maximumShare) {
          seconds *= 2;
          warn(`saving took ${took.toFixed(1)} s: the next autosave is in ${seconds} s`);
        }
        if (!ended) schedule();
      };
      let ended = false;
      if (often && seconds > 0) schedule();
      try {
        return await work;
      } finally {
        ended = true;
        clearTimeout(timer);
      }
    },
  };
}

/** Two runs that write one output would each replace what the other has saved. */
async function locked(file: string): Promise<FolderLock> {
  const lock = await tryLockFolder(file, { signal: new AbortController().signal });
  if (lock) return lock;
  throw new AccError('notebook/output-in-use', {
    message: `another run is writing ${file}`,
    file: `${file}.lock`,
    hint: 'wait for it, or choose another output',
  });
}

/** Resolves links and checks that the file is writable. */
async function writable(output: string): Promise<string> {
  const no = (message: string, hint?: string): AccError =>
    new AccError('notebook/bad-path', { message: `${output} ${message}`, file: output, hint });
  const folder = dirname(output);
  const there = await stat(output).catch(() => undefined);
  if (there?.isDirectory()) throw no('is a folder', 'pass the file name of the executed notebook');
  if (there && !there.isFile()) throw no('is not a regular file', 'use - for standard output');
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw no('cannot be written: its folder does not exist', `create it: mkdir -p ${folder}`);
  const file = there ? await realpath(output) : output;
  for (const path of there ? [file, dirname(file)] : [folder])
    await access(path, constants.W_OK).catch((error) => {
      throw fileError(error, path);
    });
  return file;
}
