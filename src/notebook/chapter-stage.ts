import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { canonicalJson, kitRoot, sha256 } from '../core/index.js';
import type { Stage } from '../stage/index.js';
import { runNotebook } from './run-notebook.js';

/** The run that a chapter presents. */
export interface ChapterContext {
  /** name of the run that the notebook opens */
  run: string;
  /** the stage with the experiment's result rows */
  results: Stage;
  /** absolute folder of the store */
  store: string;
}

/** The notebooks of the kit in reading order, absolute paths. */
export async function chapterFiles(): Promise<string[]> {
  const folder = join(kitRoot(), 'notebooks');
  const names = (await readdir(folder)).filter((name) => /^\d\d-.*\.ipynb$/.test(name));
  return names.sort().map((name) => join(folder, name));
}

/** The kind of the stages that show a run. */
export const chapterKind: string = 'chapter';

/** Executes one chapter over a run. Its key contains the notebook and all code that it may import: a change in either reruns it. */
export async function chapterStage(file: string, { run, results, store }: ChapterContext): Promise<Stage> {
  const name = basename(file, '.ipynb');
  return {
    name: `chapter ${name}`,
    kind: chapterKind,
    version: 1,
    parameters: { run, notebook: sha256(await readFile(file)), code: await codeHash() },
    inputs: { results },
    cores: 1,
    work: { speed: `executing ${name}`, unit: 'cells' },
    async run({ folder, signal, progress, note }) {
      const { run: cells, seconds } = await runNotebook(file, {
        output: join(folder, `${name}.ipynb`),
        parameters: { run },
        cwd: dirname(file),
        env: { ...process.env, ACC_STORE: store },
        timeoutSeconds: 300,
        signal,
        onWarning: (warning) => note({ warning }),
        onCell: (at) => progress({ done: at.cell, total: at.cells, note: 'cells' }),
      });
      note({ cells, seconds });
    },
  };
}

let cached: Promise<string> | undefined;

/**
 * One hash over everything that a cell may import: an edit anywhere in it reruns all chapters, about 40 s of work, which
 * is better than showing a chapter that older code produced.
 */
function codeHash(): Promise<string> {
  cached ??= hashFolders(['src', 'kernels', 'data-manifests', 'package-lock.json']);
  return cached;
}

async function hashFolders(names: string[]): Promise<string> {
  const root = kitRoot();
  const facts: [string, string][] = [];
  for (const name of names) {
    const path = join(root, name);
    const folder = (await stat(path)).isDirectory();
    const entries = folder ? await readdir(path, { recursive: true, withFileTypes: true }) : [];
    const files = folder
      ? entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
      : [path];
    for (const file of files)
      if (!file.includes('__pycache__')) facts.push([relative(root, file), sha256(await readFile(file))]);
  }
  return sha256(canonicalJson(facts.sort(([a], [b]) => (a < b ? -1 : 1))));
}
