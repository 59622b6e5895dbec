import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa, type ResultPromise } from 'execa';
import { test } from 'vitest';
import { acc } from '../cli/acc.js';

/** The Python that scripts/jupyter.mjs has made, or one of your own. */
const python = process.env.ACC_JUPYTER_PYTHON || 'python3';
const modules = ['jupyter_kernel_test', 'nbclient', 'nbconvert', 'papermill', 'jupyterlab'];
const absent = spawnSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' }).status !== 0;
const wantOfJupyter = 'Jupyter: "npm test" installs it, ACC_JUPYTER_PYTHON names one of your own';

/**
 * A test that needs a real Jupyter, and perhaps more; its title says what is wanting where it is skipped.
 * @param wanting what else is not there
 */
export function jupyterTest(fact: string, body: () => Promise<void>, wanting?: string): void {
  const want = absent ? wantOfJupyter : wanting;
  test.skipIf(want)(want ? `${fact} (skipped for want of ${want})` : fact, body, 120_000);
}

export interface Jupyter {
  /** for the notebooks of the tests */
  folder: string;
  /** the programs of that Python, e.g. `jupyter` */
  programs: string;
  env: Record<string, string>;
  /** runs a script of this folder, or with `-m` a module, in that Python; never rejects */
  python(args: string[]): ResultPromise<{ reject: false; all: true; cwd: string; env: Record<string, string> }>;
  remove(): void;
}

/** The kit's kernel, installed by `acc kernel install` where only this Jupyter looks: the user's own folders are not touched. */
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
