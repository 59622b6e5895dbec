import { type InstallerName, installPython, pythonFolder } from '../python/index.js';
import { environmentIn, type PythonEnvironment } from './environment.js';
import { readEnvironmentFile } from './environment-file.js';
import { environmentLocks } from './environment-lock.js';

/**
 * Installs the environment of environment.yml into the user's cache folder, from its lock where there is one for this platform and version of Python.
 * @param installer the only one that may be used
 */
export async function installEnvironment(
  log: (line: string) => void,
  signal: AbortSignal,
  installer?: InstallerName,
): Promise<PythonEnvironment> {
  const file = await readEnvironmentFile();
  const folder = pythonFolder('python', file);
  const locks = await environmentLocks(file);
  const title = { name: 'Python environment', size: 'about 3 GB to download, 6 GB on disk' };
  await installPython(folder, file, title, log, signal, { locks, installer });
  return environmentIn(folder);
}
