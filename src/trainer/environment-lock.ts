import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { AccError, kitRoot, makeTemporaryFolder, readText, writeAtomic } from '../core/index.js';
import { findPython, findUv, type PythonContents } from '../python/index.js';
import { type PackageVersions, packageVersions } from './packages.js';

/** The lock of environment.yml for this platform: every package with its version and the hashes of its files. @param minor 11 for Python 3.11 */
export function environmentLockFile(minor: number): string {
  const machine = { x64: 'x86_64', arm64: 'aarch64' }[arch() as string] ?? arch();
  return join(kitRoot(), 'data-manifests/environment', `${platform()}-${machine}-python3.${minor}.txt`);
}

/**
 * The locks that there are for this platform, by minor version of Python 3.
 * @throws AccError 'trainer/environment-lock' for one that does not agree with environment.yml
 */
export async function environmentLocks({
  python: [low, high],
  packages,
}: PythonContents): Promise<Record<number, string>> {
  const locks: Record<number, string> = {};
  for (let minor = low; minor < high; minor++) {
    const file = environmentLockFile(minor);
    if (!existsSync(file)) continue;
    const locked = packageVersions(await readText(file));
    const missing = packages.find((pinned) => pinned !== `${nameOf(pinned)}==${locked[nameOf(pinned)]}`);
    if (missing !== undefined)
      throw new AccError('trainer/environment-lock', {
        message: `environment.yml has ${missing}, which its lock for Python 3.${minor} does not have`,
        file,
        hint: `write the lock again: "acc env lock --python 3.${minor}"`,
      });
    locks[minor] = file;
  }
  return locks;
}

export interface LockOptions {
  contents: PythonContents;
  /** 11 for Python 3.11 */
  minor: number;
  /** versions to keep where there is no lock yet */
  installed: PackageVersions;
  /** take the newest versions that are allowed instead of those of the lock */
  upgrade: boolean;
  signal: AbortSignal;
}

/**
 * Resolves environment.yml with uv and writes its lock, keeping the versions of the lock that is there.
 * @returns the file and its versions
 * @throws AccError 'python/no-installer' without uv, 'trainer/environment-lock' for versions that exclude each other
 */
export async function writeEnvironmentLock(options: LockOptions): Promise<{ file: string; versions: PackageVersions }> {
  const { contents, minor, installed, upgrade, signal } = options;
  const file = environmentLockFile(minor);
  const kept = existsSync(file) ? packageVersions(await readText(file)) : installed;
  const folder = await makeTemporaryFolder('lock');
  try {
    const [asked, found] = [join(folder, 'requirements.in'), join(folder, 'requirements.txt')];
    await writeAtomic(asked, `${contents.packages.join('\n')}\n`);
    if (!upgrade)
      await writeAtomic(
        found,
        Object.entries(kept)
          .map(([name, version]) => `${name}==${version}\n`)
          .join(''),
      );
    await resolve(asked, found, minor, signal);
    const pins = (await readText(found)).split('\n').filter((line) => !line.startsWith('-')); // a line such as --index-url
    const text = `${head(minor)}${pins.join('\n')}`;
    await writeAtomic(file, text);
    return { file, versions: packageVersions(text) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function resolve(asked: string, found: string, minor: number, signal: AbortSignal): Promise<void> {
  const uv = await findUv(await findPython([8, 20]), signal);
  if (uv === undefined)
    throw new AccError('python/no-installer', {
      message: 'locks are written with uv, which is not installed',
      hint: 'install uv',
    });
  const { execa } = await import('execa');
  const options = ['--generate-hashes', '--no-header', '--no-annotate', '--python-version', `3.${minor}`];
  const { failed, stderr } = await execa(uv, ['pip', 'compile', '--quiet', ...options, '--output-file', found, asked], {
    ...{ reject: false, cancelSignal: signal, stdin: 'ignore', stdout: 'ignore' },
  });
  signal.throwIfAborted();
  if (failed)
    throw new AccError('trainer/environment-lock', {
      message: 'uv finds no versions for environment.yml',
      hint: stderr.trim().slice(-2000),
    });
}

function head(minor: number): string {
  return `# The packages of environment.yml and all that they need, with the hashes of their files, for ${platform()} on ${arch()} and Python 3.${minor}.
# Written by "acc env lock", which keeps these versions; "acc env create" installs them.
`;
}

function nameOf(pinned: string): string {
  return pinned
    .split(/[=<>!~[; ]/)[0]!
    .replaceAll(/[-_.]+/g, '-')
    .toLowerCase();
}
