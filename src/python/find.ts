import { join } from 'node:path';
import { AccError, cacheFolder } from '../core/index.js';
import { programIn } from './program.js';

/** An interpreter of Python 3. */
export interface FoundPython {
  path: string;
  /** 11 for Python 3.11 */
  minor: number;
}

/**
 * The first interpreter on the PATH with an allowed version.
 * @param versions lowest and first excluded minor version of Python 3
 * @throws AccError python/not-found
 */
export async function findPython([low, high]: [number, number]): Promise<string> {
  const found = await lookForPython([low, high]);
  if (found) return found.path;
  throw new AccError('python/not-found', {
    message: `no Python 3.${low} to 3.${high - 1} on the PATH`,
    hint: 'install one (e.g. "apt-get install python3 python3-venv", "brew install python@3.11", or uv: "uv python install 3.11") and run again',
  });
}

/** As findPython. @returns undefined if there is none */
export async function lookForPython([low, high]: [number, number]): Promise<FoundPython | undefined> {
  const { execa } = await import('execa');
  const names = ['python3.11', 'python3.12', 'python3.10', 'python3', 'python'];
  for (const name of names) {
    const found = await execa(
      name,
      ['-c', 'import sys; print(sys.executable, sys.version_info[0], sys.version_info[1])'],
      { reject: false },
    );
    const [, path = '', major, minor] = (!found.failed && /^(.*) (\d+) (\d+)$/.exec(found.stdout.trim())) || [];
    if (Number(major) === 3 && Number(minor) >= low && Number(minor) < high) return { path, minor: Number(minor) };
  }
  return undefined;
}

/** uv from the PATH, else installed from PyPI into the cache folder; undefined if unavailable. */
export async function findUv(python: string, signal: AbortSignal): Promise<string | undefined> {
  if (await startsUp('uv')) return 'uv';
  const folder = join(cacheFolder(), 'uv');
  const uv = programIn(folder, 'uv');
  if (await startsUp(uv)) return uv;
  const { execa } = await import('execa');
  const quiet = { reject: false, cancelSignal: signal } as const;
  const created = await execa(python, ['-m', 'venv', folder], quiet);
  if (created.failed) return undefined;
  const installed = await execa(programIn(folder, 'python'), ['-m', 'pip', 'install', '--quiet', 'uv'], quiet);
  signal.throwIfAborted();
  return installed.failed ? undefined : uv;
}

/** Whether a program is there and tells its version. */
export async function startsUp(program: string): Promise<boolean> {
  const { execa } = await import('execa');
  return !(await execa(program, ['--version'], { reject: false, stdin: 'ignore' })).failed;
}
