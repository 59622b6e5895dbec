import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './prepare.mjs';

/**
 * A Python with the real Jupyter clients, for test/clients: ACC_JUPYTER_PYTHON, else one in the cache folder, installed if
 * missing. If it is unavailable, the tests that need it are skipped with a message.
 */
export async function installJupyter() {
  if (process.env.ACC_JUPYTER_PYTHON) return;
  const { installPython, isInstalled, programIn, pythonFolder } = await import('../dist/src/python/index.js');
  const contents = { python: [10, 14], packages: requirements() };
  const folder = pythonFolder('jupyter', contents);
  const python = programIn(folder, 'python');
  const runs = () => spawnSync(python, ['--version'], { stdio: 'ignore' }).status === 0;
  const title = { name: 'Jupyter for tests', size: 'about 60 MB to download, 300 MB on disk' };
  try {
    if (!isInstalled(folder) || !runs())
      await installPython(folder, contents, title, say, new AbortController().signal);
    process.env.ACC_JUPYTER_PYTHON = python;
  } catch (error) {
    say(`Jupyter is unavailable, its tests are skipped: ${error.message}`);
  }
}

function requirements() {
  const lines = readFileSync(join(root, 'test', 'jupyter', 'requirements.txt'), 'utf8').split('\n');
  return lines.filter((line) => line && !line.startsWith('#'));
}
