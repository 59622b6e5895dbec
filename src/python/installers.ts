import { AccError } from '../core/index.js';
import { findPython, findUv, lookForPython, startsUp } from './find.js';
import { programIn } from './program.js';

/** What can create a Python environment. */
export const installerNames = ['uv', 'venv', 'conda', 'mamba', 'micromamba'] as const;
export type InstallerName = (typeof installerNames)[number];

/** A program that creates an environment, and the Python that it takes. */
export interface Installer {
  name: InstallerName;
  program: string;
  /** an interpreter, or for programs that bring their own a version such as '3.11' */
  python: string;
  /** 11 for Python 3.11 */
  minor: number;
}

/** The packages that an environment gets. */
export interface PackageChoice {
  /** pip requirements such as "torch==2.6.0" */
  packages: readonly string[];
  /** a requirements file with all packages and the hashes of their files, taken instead */
  lock?: string | undefined;
}

/**
 * Chooses what creates an environment: uv, else venv and pip, with a Python of the PATH; where there is none, uv or a conda with a Python of its own.
 * @param versions lowest and first excluded minor version of Python 3
 * @param preferred minor version for programs that bring their own Python
 * @param wanted the only installer that may be taken
 * @throws AccError python/not-found, python/no-installer
 */
export async function chooseInstaller(
  versions: [number, number],
  preferred: number,
  { wanted, signal }: { wanted?: InstallerName | undefined; signal: AbortSignal },
): Promise<Installer> {
  const may = (name: InstallerName): boolean => wanted === undefined || wanted === name;
  const own = { python: `3.${preferred}`, minor: preferred };
  const found = may('uv') || may('venv') ? await lookForPython(versions) : undefined;
  if (found) {
    const onPath = { python: found.path, minor: found.minor };
    const uv = may('uv') ? await findUv(found.path, signal) : undefined;
    if (uv !== undefined) return { name: 'uv', program: uv, ...onPath };
    if (may('venv')) return { name: 'venv', program: found.path, ...onPath };
  } else if (may('uv') && (await startsUp('uv'))) return { name: 'uv', program: 'uv', ...own };
  for (const name of ['micromamba', 'mamba', 'conda'] as const)
    if (may(name) && (await startsUp(name))) return { name, program: name, ...own };
  if (wanted === undefined || (wanted === 'venv' && !found)) await findPython(versions);
  throw new AccError('python/no-installer', {
    message: `${wanted} is not on the PATH, or does not start`,
    hint: `install it, or choose another with --with: ${installerNames.join(', ')}`,
  });
}

/** The commands that create an environment and install its packages: program and arguments, in order. */
export function installCommands(
  { name, program, python }: Installer,
  folder: string,
  { packages, lock }: PackageChoice,
  { quiet = false }: { quiet?: boolean } = {},
): [program: string, args: string[]][] {
  const own = programIn(folder, 'python');
  const silent = quiet ? ['--quiet'] : [];
  const what = lock === undefined ? packages : ['--require-hashes', '--no-deps', '-r', lock];
  const pip: [string, string[]] = [own, ['-m', 'pip', 'install', ...silent, ...what]];
  if (name === 'uv')
    return [
      [program, ['venv', '--quiet', '--python', python, folder]],
      [program, ['pip', 'install', ...silent, '--python', own, '--compile-bytecode', ...what]],
    ];
  if (name === 'venv') return [[program, ['-m', 'venv', folder]], pip];
  const channel = ['--override-channels', '--channel', 'conda-forge'];
  return [[program, ['create', '--yes', ...silent, '--prefix', folder, ...channel, `python=${python}`, 'pip']], pip];
}
