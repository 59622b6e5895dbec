import { join } from 'node:path';
import { AccError, cacheFolder } from '../core/index.js';
import { programIn } from './program.js';

/**
 * The first interpreter on the PATH with an allowed version.
 * @param versions lowest and first excluded minor version of Python 3
 * @throws AccError python/not-found
 */
export async function findPython([low, high]: [number, number]): Promise<string> {
  const { execa } = await import('execa');
  const names = ['python3.11', 'python3.12', 'python3.10', 'python3', 'python'];
  for (const name of names) {
    const found = await execa(
      name,
      ['-c', 'import sys; print(sys.executable, sys.version_info[0], sys.version_info[1])'],
      { reject: false },
    );
    const [path = '', major, minor] = found.failed ? [] : found.stdout.trim().split(' ');
    if (Number(major) === 3 && Number(minor) >= low && Number(minor) < high) return path;
  }
  throw new AccError('python/not-found', {
    message: `no Python 3.${low} to 3.${high - 1} on the PATH`,
    hint: 'install one (e.g. "apt-get install python3 python3-venv", "brew install python@3.11", or uv: "uv python install 3.11") and run again',
  });
}

/** uv from the PATH, else installed from PyPI into the cache folder; undefined if unavailable. */
export async function findUv(python: string, signal: AbortSignal): Promise<string | undefined> {
  const { execa } = await import('execa');
  if (!(await execa('uv', ['--version'], { reject: false })).failed) return 'uv';
  const folder = join(cacheFolder(), 'uv');
  const uv = programIn(folder, 'uv');
  if (!(await execa(uv, ['--version'], { reject: false })).failed) return uv;
  const quiet = { reject: false, cancelSignal: signal } as const;
  const created = await execa(python, ['-m', 'venv', folder], quiet);
  if (created.failed) return undefined;
  const installed = await execa(programIn(folder, 'python'), ['-m', 'pip', 'install', '--quiet', 'uv'], quiet);
  signal.throwIfAborted();
  return installed.failed ? undefined : uv;
}
