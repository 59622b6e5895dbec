import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { AccError, compiled, readText, writeAtomic } from '../core/index.js';
import { kernelName } from './kernel-client.js';
import { kernelLogo } from './logo.js';

/** Where a kernelspec goes: the user's own Jupyter folder, an environment's prefix, or one folder of JUPYTER_PATH. */
export type KernelPlace = { user: true } | { prefix: string } | { jupyterPath: string };

export interface InstalledKernel {
  name: string;
  displayName: string;
  folder: string;
  /** the kernel script that is started */
  script: string;
  /** whether Node and the script still exist where the kernelspec says */
  usable: boolean;
}

/**
 * Writes the kernelspec of the kit's kernel, without Python: absolute paths of this Node and of the compiled kernel.
 * @returns the folder that now holds it
 */
export async function installKernel(place: KernelPlace = { user: true }): Promise<string> {
  const script = compiled('kernels/typescript/main.js');
  if (!existsSync(script))
    throw new AccError('notebook/kernel-not-started', {
      message: `${script} does not exist`,
      hint: 'run: npm run build',
    });
  const folder = join(dataFolder(place), 'kernels', kernelName);
  await mkdir(folder, { recursive: true });
  const spec = {
    argv: [process.execPath, script, '{connection_file}'],
    display_name: 'TypeScript (acc-kit)',
    language: 'typescript',
    interrupt_mode: 'message',
    env: {},
    metadata: { debugger: false },
  };
  await writeAtomic(join(folder, 'kernel.json'), `${JSON.stringify(spec, undefined, 2)}\n`);
  await writeAtomic(join(folder, 'logo-svg.svg'), kernelLogo);
  return folder;
}

/** Takes the kernelspec away again. @returns the folder, or undefined where there was none */
export async function uninstallKernel(place: KernelPlace = { user: true }): Promise<string | undefined> {
  const folder = join(dataFolder(place), 'kernels', kernelName);
  if (!existsSync(folder)) return undefined;
  await rm(folder, { recursive: true });
  return folder;
}

/** The kit's kernelspecs in every folder where Jupyter looks, nearest first. */
export async function listKernels(): Promise<InstalledKernel[]> {
  const found: InstalledKernel[] = [];
  for (const folder of searchFolders().map((data) => join(data, 'kernels'))) {
    if (!existsSync(folder)) continue;
    for (const name of await readdir(folder)) {
      const file = join(folder, name, 'kernel.json');
      if (!existsSync(file)) continue;
      const { argv = [], display_name = name } = JSON.parse(await readText(file));
      const [node, script] = argv;
      if (!String(script).endsWith(join('kernels', 'typescript', 'main.js'))) continue;
      found.push({
        name,
        displayName: display_name,
        folder: join(folder, name),
        script,
        usable: existsSync(node) && existsSync(script),
      });
    }
  }
  return found;
}

function dataFolder(place: KernelPlace): string {
  if ('prefix' in place) return join(place.prefix, 'share', 'jupyter');
  return 'jupyterPath' in place ? place.jupyterPath : userFolder();
}

function searchFolders(): string[] {
  const extra = (process.env.JUPYTER_PATH ?? '').split(delimiter).filter(Boolean);
  const prefixes = [process.env.VIRTUAL_ENV, process.env.CONDA_PREFIX].filter((prefix) => prefix !== undefined);
  const shared = prefixes.map((prefix) => join(prefix, 'share', 'jupyter'));
  return [...new Set([...extra, userFolder(), ...shared, '/usr/local/share/jupyter', '/usr/share/jupyter'])];
}

/** Jupyter's data folder of the user (jupyter_core, "Data files"). */
function userFolder(): string {
  if (process.env.JUPYTER_DATA_DIR) return process.env.JUPYTER_DATA_DIR;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Jupyter');
  if (process.platform === 'win32')
    return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'jupyter');
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'jupyter');
}
