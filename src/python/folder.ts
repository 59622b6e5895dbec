import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AccError, cacheFolder, canonicalJson, lockFolder, sha256, writeAtomic } from '../core/index.js';
import { findPython, findUv } from './find.js';
import { programIn } from './program.js';

/** The contents of a Python environment in the cache folder. */
export interface PythonContents {
  /** lowest and first excluded minor version of Python 3 */
  python: [number, number];
  /** pip requirements such as "torch==2.6.0" */
  packages: string[];
}

/** The environment's name in messages, e.g. "Python environment", and its size, e.g. "about 3 GB to download, 6 GB on disk". */
export interface PythonTitle {
  name: string;
  size: string;
}

/** The folder for these contents: each combination of contents has its own. */
export function pythonFolder(prefix: string, contents: PythonContents): string {
  return join(cacheFolder(), `${prefix}-${sha256(canonicalJson(contents)).slice(0, 12)}`);
}

/** Whether the installation was completed. */
export function isInstalled(folder: string): boolean {
  return existsSync(join(folder, 'ready'));
}

/**
 * Creates the environment, replacing an existing one: with uv if available, else venv and pip. The installers write to our standard error: their
 * progress on a terminal, elsewhere only what is wrong, beside a line of ours per minute.
 * An interrupted installation restarts from scratch; concurrent installations wait for each other.
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
    await withMinutes(log, name, () => createEnvironment(folder, packages, { base, uv, signal: lock.signal }));
    await lock.assertHeld();
    await writeAtomic(join(folder, 'ready'), `${packages.join('\n')}\n`);
  } catch (cause) {
    lock.signal.throwIfAborted();
    throw new AccError('python/install-failed', {
      message: `installing the ${name} failed: ${(cause as { shortMessage?: string }).shortMessage ?? String(cause)}`,
      hint: 'see the output of the installer above (on Debian and Ubuntu, python3-venv may be missing: "apt-get install python3-venv"), then run the same command again',
      cause,
    });
  } finally {
    await lock.release();
  }
}

/** Outside of terminals, logs that the work goes on, once per minute. */
async function withMinutes(log: (line: string) => void, name: string, work: () => Promise<void>): Promise<void> {
  if (process.stderr.isTTY) return work();
  let minutes = 0;
  const timer = setInterval(() => log(`… ${name}: installing for ${++minutes} min`), 60_000);
  return work().finally(() => clearInterval(timer));
}

interface Installers {
  /** the interpreter that the environment is created with */
  base: string;
  uv: string | undefined;
  signal: AbortSignal;
}

async function createEnvironment(folder: string, packages: string[], { base, uv, signal }: Installers): Promise<void> {
  const { execa } = await import('execa');
  const env = { PYTHONDONTWRITEBYTECODE: undefined };
  const run = (command: string, args: string[]) =>
    execa(command, args, { stdin: 'ignore', stdout: 2, stderr: 2, cancelSignal: signal, env });
  const python = programIn(folder, 'python');
  const quiet = process.stderr.isTTY ? [] : ['--quiet'];
  if (uv) {
    await run(uv, ['venv', '--quiet', '--python', base, folder]);
    await run(uv, ['pip', 'install', ...quiet, '--python', python, '--compile-bytecode', ...packages]);
  } else {
    await run(base, ['-m', 'venv', folder]);
    await run(python, ['-m', 'pip', 'install', ...quiet, ...packages]);
  }
}
