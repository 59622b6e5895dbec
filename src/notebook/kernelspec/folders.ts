import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { AccError } from '../../core/index.js';

/**
 * Where a kernelspec is installed: the user's own Jupyter folder, the active virtual or conda environment, the first folder of
 * JUPYTER_PATH, or share/jupyter of a prefix.
 */
export type KernelPlace = 'user' | 'environment' | 'jupyter-path' | { prefix: string };

/**
 * The folder that contains `kernels/` for a place (jupyter_core, "Data files").
 * @throws AccError notebook/kernelspec-place if it is undefined
 */
export function dataFolder(place: KernelPlace): string {
  if (typeof place === 'object') return shareFolder(resolve(place.prefix));
  const folder = { user: userFolder, environment: environmentFolders, 'jupyter-path': pathFolders }[place]()[0];
  if (folder) return folder;
  throw new AccError('notebook/kernelspec-place', missing[place]);
}

/** The folders that a Jupyter started here searches, in its order. */
export function searchFolders(): string[] {
  const own = [...environmentFolders(), ...userFolder()]; // in an environment Jupyter prefers the environment's
  const shared = process.platform === 'win32' ? [] : ['/usr/local/share/jupyter', '/usr/share/jupyter'];
  return [...new Set([...pathFolders(), ...own, ...shared])];
}

const missing = {
  user: {
    message: 'the home folder is unknown',
    hint: 'set HOME or JUPYTER_DATA_DIR, or choose a folder with --prefix',
  },
  environment: {
    message: 'no virtual or conda environment is active',
    hint: 'activate one, or pass its folder with --prefix',
  },
  'jupyter-path': {
    message: 'JUPYTER_PATH is not set',
    hint: 'set it to a folder, for Jupyter too: JUPYTER_PATH=/some/folder',
  },
};

function pathFolders(): string[] {
  const folders = (process.env.JUPYTER_PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => resolve(folder));
}

function environmentFolders(): string[] {
  return [process.env.VIRTUAL_ENV, process.env.CONDA_PREFIX].flatMap((prefix) => (prefix ? [shareFolder(prefix)] : []));
}

function shareFolder(prefix: string): string {
  return join(prefix, 'share', 'jupyter');
}

/** Empty if the home folder is unknown: an empty HOME would otherwise mean the working directory. */
function userFolder(): string[] {
  const { JUPYTER_DATA_DIR, XDG_DATA_HOME, APPDATA } = process.env;
  if (JUPYTER_DATA_DIR) return [resolve(JUPYTER_DATA_DIR)];
  if (process.platform === 'linux' && XDG_DATA_HOME) return [join(XDG_DATA_HOME, 'jupyter')];
  if (process.platform === 'win32' && APPDATA) return [join(APPDATA, 'jupyter')];
  const home = homeFolder();
  if (!home) return [];
  if (process.platform === 'darwin') return [join(home, 'Library', 'Jupyter')];
  if (process.platform === 'win32') return [join(home, '.jupyter', 'data')];
  return [join(home, '.local', 'share', 'jupyter')];
}

/** Node throws for a user without a passwd entry, e.g. in a container. */
function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
