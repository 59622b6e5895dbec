import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { execa } from 'execa';
import { check, lock } from 'proper-lockfile';
import { AccError, canonicalJson, sha256, writeAtomic } from '../core/index.js';

/** What a Python of our own in the cache folder is to hold. */
export interface PythonContents {
  /** lowest and first excluded minor version of Python 3 */
  python: [number, number];
  /** pip requirements such as "torch==2.6.0" */
  packages: string[];
}

/** How it is called when it is installed: "Python environment", and what that costs: "about 3 GB to fetch, 6 GB on disk". */
export interface PythonTitle {
  name: string;
  size: string;
}

/** The user's cache folder of the kit: Python environments live here, shared by all clones. */
export function cacheFolder(): string {
  return process.env.ACC_CACHE ?? envPaths('acc-kit', { suffix: '' }).cache;
}

/** Where these contents belong: other contents, another folder. */
export function pythonFolder(prefix: string, contents: PythonContents): string {
  return join(cacheFolder(), `${prefix}-${sha256(canonicalJson(contents)).slice(0, 12)}`);
}

/** Whether it was installed to its end. */
export function isInstalled(folder: string): boolean {
  return existsSync(join(folder, 'ready'));
}

/** A program of the folder: python, swift, jupyter. */
export function programIn(folder: string, name: string): string {
  return join(folder, process.platform === 'win32' ? 'Scripts' : 'bin', name);
}

/**
 * Makes the folder, anew if it is there: with uv if it can be had, else venv and pip. What the installers print goes to our standard error.
 * An install that was cut off is done again from the start; of two at once one waits for the other.
 * @throws AccError trainer/no-python, trainer/install-failed
 */
export async function installPython(
  folder: string,
  { python, packages }: PythonContents,
  { name, size }: PythonTitle,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const base = await findPython(python);
  const before = isInstalled(folder);
  await mkdir(dirname(folder), { recursive: true });
  if (await check(folder, locking)) say(`${name}: waiting for another process that installs it`);
  const release = await lock(folder, locking);
  try {
    if (!before && isInstalled(folder)) return;
    await rm(folder, { recursive: true, force: true });
    const uv = await findUv(base, signal);
    say(`${name}: ${size}, in ${folder} (${uv ? 'uv' : 'venv and pip'})`);
    await makeFolder(folder, packages, { base, uv, signal });
    await writeAtomic(join(folder, 'ready'), `${packages.join('\n')}\n`);
  } catch (cause) {
    signal.throwIfAborted();
    throw new AccError('trainer/install-failed', {
      message: `installing the ${name} failed: ${(cause as { shortMessage?: string }).shortMessage ?? String(cause)}`,
      hint: 'the installer said why above; on Debian and Ubuntu "apt-get install python3-venv" may be missing. Run the same command again afterwards',
      cause,
    });
  } finally {
    await release();
  }
}

const locking = {
  realpath: false,
  stale: 30_000,
  update: 5_000,
  retries: { retries: 3600, minTimeout: 1000, maxTimeout: 1000 },
};

interface Installers {
  /** the interpreter that the folder is made from */
  base: string;
  uv: string | undefined;
  signal: AbortSignal;
}

async function makeFolder(folder: string, packages: string[], { base, uv, signal }: Installers): Promise<void> {
  const env = { PYTHONDONTWRITEBYTECODE: undefined };
  const run = (command: string, args: string[]) =>
    execa(command, args, { stdin: 'ignore', stdout: 2, stderr: 2, cancelSignal: signal, env });
  const python = programIn(folder, 'python');
  if (uv) {
    await run(uv, ['venv', '--quiet', '--python', base, folder]);
    await run(uv, ['pip', 'install', '--python', python, '--compile-bytecode', ...packages]);
  } else {
    await run(base, ['-m', 'venv', folder]);
    await run(python, ['-m', 'pip', 'install', ...packages]);
  }
}

/** The first interpreter on the path whose version is allowed. */
async function findPython([low, high]: PythonContents['python']): Promise<string> {
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
  throw new AccError('trainer/no-python', {
    message: `no Python 3.${low} to 3.${high - 1} on the path`,
    hint: 'install one (e.g. "apt-get install python3 python3-venv", "brew install python@3.11", or uv: "uv python install 3.11") and run again',
  });
}

/** uv from the path, else from PyPI into the cache folder; undefined if it cannot be had. */
async function findUv(python: string, signal: AbortSignal): Promise<string | undefined> {
  if (!(await execa('uv', ['--version'], { reject: false })).failed) return 'uv';
  const folder = join(cacheFolder(), 'uv');
  const uv = programIn(folder, 'uv');
  if (!(await execa(uv, ['--version'], { reject: false })).failed) return uv;
  const quiet = { reject: false, cancelSignal: signal } as const;
  const made = await execa(python, ['-m', 'venv', folder], quiet);
  if (made.failed) return undefined;
  const installed = await execa(programIn(folder, 'python'), ['-m', 'pip', 'install', '--quiet', 'uv'], quiet);
  signal.throwIfAborted();
  return installed.failed ? undefined : uv;
}
