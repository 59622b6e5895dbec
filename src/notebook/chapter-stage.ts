import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { canonicalJson, kitRoot, sha256 } from '../core/index.js';
import type { Stage } from '../stage/index.js';
import { runNotebook } from './run-notebook.js';

/** What a chapter is executed over. */
export interface ChapterContext {
  /** name of the experiment whose run the notebook opens */
  experiment: string;
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

/** Executes one chapter over a run. Its key holds the notebook and all code that it may import: either changed, it runs again. */
export async function chapterStage(file: string, { experiment, results, store }: ChapterContext): Promise<Stage> {
  const name = basename(file, '.ipynb');
  return {
    name: `chapter ${name}`,
    kind: 'chapter',
    version: 1,
    parameters: { experiment, notebook: sha256(await readFile(file)), code: await codeHash() },
    inputs: { results },
    cores: 1,
    expectedSeconds: 12,
    async run({ folder, signal, progress, note }) {
      const { cells, seconds } = await runNotebook(file, {
        output: join(folder, `${name}.ipynb`),
        parameters: { experiment },
        cwd: dirname(file),
        env: { ...process.env, ACC_STORE: store },
        timeoutSeconds: 300,
        signal,
        onCell: (at) => progress({ done: at.cell, total: at.cells, note: 'cells' }),
      });
      note({ cells, seconds });
    },
  };
}

let known: Promise<string> | undefined;

/** One hash over src, kernels and data-manifests. */
function codeHash(): Promise<string> {
  known ??= hashFolders(['src', 'kernels', 'data-manifests']);
  return known;
}

async function hashFolders(folders: string[]): Promise<string> {
  const facts: [string, string][] = [];
  for (const folder of folders) {
    const entries = await readdir(join(kitRoot(), folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile()) facts.push([file.slice(kitRoot().length), sha256(await readFile(file))]);
    }
  }
  return sha256(canonicalJson(facts.sort(([a], [b]) => (a < b ? -1 : 1))));
}
