import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AccError, cacheFolder, canonicalJson, lockFolder, sha256, writeAtomic } from '../core/index.js';
import { findPython, findUv } from './find.js';
import { programIn } from './program.js';

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

/** Where these contents belong: other contents, another folder. */
export function pythonFolder(prefix: string, contents: PythonContents): string {
  return join(cacheFolder(), `${prefix}-${sha256(canonicalJson(contents)).slice(0, 12)}`);
}

/** Whether it was installed to its end. */
export function isInstalled(folder: string): boolean {
  return existsSync(join(folder, 'ready'));
}

/**
 * Makes the folder, anew if it is there: with uv if it can be had, else venv and pip. What the installers print goes to our standard error.
 * An install that was cut off is done again from the start; of two at once one waits for the other.
 * @throws AccError python/not-found, python/install-failed
 */
export async function installPython(
  folder: string,
  { python, packages }: PythonContents,
  { name, size }: PythonTitle,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const base = await findPython(python);
  const before = isInstalled(folder);
  await mkdir(dirname(folder), { recursive: true });
  const waiting = (owner: string): void => log(`${name}: waiting for ${owner}`);
  const lock = await lockFolder(folder, { signal, waiting });
  try {
    if (!before && isInstalled(folder)) return;
    await rm(folder, { recursive: true, force: true });
    const uv = await findUv(base, lock.signal);
    log(`${name}: ${size}, in ${folder} (${uv ? 'uv' : 'venv and pip'})`);
    await makeFolder(folder, packages, { base, uv, signal: lock.signal });
    await lock.assertHeld();
    await writeAtomic(join(folder, 'ready'), `${packages.join('\n')}\n`);
  } catch (cause) {
    lock.signal.throwIfAborted();
    throw new AccError('python/install-failed', {
      message: `installing the ${name} failed: ${(cause as { shortMessage?: string }).shortMessage ?? String(cause)}`,
      hint: 'the installer said why above; on Debian and Ubuntu "apt-get install python3-venv" may be missing. Run the same command again afterwards',
      cause,
    });
  } finally {
    await lock.release();
  }
}

interface Installers {
  /** the interpreter that the folder is made from */
  base: string;
  uv: string | undefined;
  signal: AbortSignal;
}

async function makeFolder(folder: string, packages: string[], { base, uv, signal }: Installers): Promise<void> {
  const { execa } = await import('execa');
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
