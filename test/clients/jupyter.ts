import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa, type ResultPromise } from 'execa';
import { test } from 'vitest';
import { acc } from '../cli/acc.js';

/** The Python environment of scripts/jupyter.mjs, or your own. */
const python = process.env.ACC_JUPYTER_PYTHON || 'python3';
const modules = ['jupyter_kernel_test', 'nbclient', 'nbconvert', 'papermill', 'jupyterlab'];
const absent = spawnSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' }).status !== 0;
const missingJupyter = 'Jupyter: "npm test" installs it, or set ACC_JUPYTER_PYTHON to your own';

/**
 * A test that needs a real Jupyter, and optionally more; where it is skipped, its title states what is missing.
 * @param alsoMissing what else is missing
 */
export function jupyterTest(fact: string, body: () => Promise<void>, alsoMissing?: string): void {
  const missing = absent ? missingJupyter : alsoMissing;
  test.skipIf(missing)(missing ? `${fact} (skipped, missing: ${missing})` : fact, body, 120_000);
}

export interface Jupyter {
  /** the folder of the tests' notebooks */
  folder: string;
  /** the programs of that Python, e.g. `jupyter` */
  programs: string;
  env: Record<string, string>;
  /** runs a script of this folder, or with `-m` a module, in that Python; never rejects */
  python(args: string[]): ResultPromise<{ reject: false; all: true; cwd: string; env: Record<string, string> }>;
  remove(): void;
}

/** The kit's kernel, installed by `acc kernel install` for this Jupyter only: the user's own folders are not touched. */
export async function installedJupyter(): Promise<Jupyter> {
  const folder = mkdtempSync(join(tmpdir(), 'acc-clients-'));
  const own = (name: string): string => join(folder, '.jupyter', name);
  const env = {
    JUPYTER_PATH: own('path'),
    JUPYTER_DATA_DIR: own('data'),
    JUPYTER_CONFIG_DIR: own('config'),
    JUPYTER_RUNTIME_DIR: own('runtime'),
    IPYTHONDIR: own('ipython'),
    PYTHONDONTWRITEBYTECODE: '1',
  };
  mkdirSync(own('runtime'), { recursive: true });
  const { exitCode, all } = await acc(['kernel', 'install', '--jupyter-path'], { env });
  if (exitCode !== 0) throw new Error(all);
  return {
    folder,
    programs: dirname(python),
    env,
    python: (args) =>
      execa(python, args[0]!.startsWith('-') ? args : [join(import.meta.dirname, args[0]!), ...args.slice(1)], {
        cwd: folder,
        env,
        reject: false,
        all: true,
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
