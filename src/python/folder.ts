import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AccError, cacheFolder, canonicalJson, lockFolder, sha256, writeAtomic } from '../core/index.js';
import {
  chooseInstaller,
  type Installer,
  type InstallerName,
  installCommands,
  type PackageChoice,
} from './installers.js';

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

/** How an environment is installed. */
export interface InstallOptions {
  /** by minor version of Python 3, requirements files with all packages and hashes, which are taken instead of the packages */
  locks?: Readonly<Record<number, string>>;
  /** the only installer that may be used */
  installer?: InstallerName | undefined;
}

/**
 * Creates the environment, replacing an existing one. The installers write to our standard error: their progress on a terminal, elsewhere only what
 * is wrong, beside a line of ours per minute.
 * An interrupted installation is begun again with the files that the installer's cache has; concurrent installations wait for each other.
 * @throws AccError python/not-found, python/no-installer, python/install-failed
 */
export async function installPython(
  folder: string,
  { python, packages }: PythonContents,
  { name, size }: PythonTitle,
  log: (line: string) => void,
  signal: AbortSignal,
  { locks = {}, installer: wanted }: InstallOptions = {},
): Promise<void> {
  const [low] = python;
  const installer = await chooseInstaller(python, Number(Object.keys(locks)[0] ?? low), { wanted, signal });
  const lock = locks[installer.minor];
  const before = isInstalled(folder);
  await mkdir(dirname(folder), { recursive: true });
  const waiting = (owner: string): void => log(`${name}: waiting for ${owner}`);
  const held = await lockFolder(folder, { signal, waiting });
  try {
    if (!before && isInstalled(folder)) return;
    await rm(folder, { recursive: true, force: true });
    const version = `Python 3.${installer.minor}${lock ? ', locked versions' : ''}`;
    log(`${name}: ${size}, in ${folder} (${installer.name === 'venv' ? 'venv and pip' : installer.name}, ${version})`);
    await withMinutes(log, name, () => createEnvironment(folder, { packages, lock }, installer, held.signal));
    await held.assertHeld();
    await writeAtomic(join(folder, 'ready'), `${packages.join('\n')}\n`);
  } catch (cause) {
    held.signal.throwIfAborted();
    throw new AccError('python/install-failed', {
      message: `installing the ${name} failed: ${(cause as { shortMessage?: string }).shortMessage ?? String(cause)}`,
      hint: 'see the output of the installer above (on Debian and Ubuntu, python3-venv may be missing: "apt-get install python3-venv"), then run the same command again: what was downloaded is kept',
      cause,
    });
  } finally {
    await held.release();
  }
}

/** Outside of terminals, logs that the work goes on, once per minute. */
async function withMinutes(log: (line: string) => void, name: string, work: () => Promise<void>): Promise<void> {
  if (process.stderr.isTTY) return work();
  let minutes = 0;
  const timer = setInterval(() => log(`… ${name}: installing for ${++minutes} min`), 60_000);
  return work().finally(() => clearInterval(timer));
}

async function createEnvironment(
  folder: string,
  choice: PackageChoice,
  installer: Installer,
  signal: AbortSignal,
): Promise<void> {
  const { execa } = await import('execa');
  const env = { PYTHONDONTWRITEBYTECODE: undefined };
  for (const [program, args] of installCommands(installer, folder, choice, { quiet: !process.stderr.isTTY }))
    await execa(program, args, { stdin: 'ignore', stdout: 2, stderr: 2, cancelSignal: signal, env });
}
