import { join } from 'node:path';
import { AccError, writeAtomic } from '../core/index.js';
import { findPython, findUv } from './find.js';

/** A PyPI package with files that are useful without Python. */
export interface PackageFiles {
  /** e.g. "pycocoevalcap==1.2" */
  requirement: string;
  wheelSha256: string;
}

/**
 * Downloads a package without its dependencies, with uv, or with pip if uv is unavailable; the wheel's hash is verified.
 * @param folder an empty folder
 * @returns the folder that contains the package's modules
 * @throws AccError python/not-found, python/install-failed
 */
export async function fetchPackage(
  { requirement, wheelSha256 }: PackageFiles,
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  const python = await findPython([8, 20]);
  const { execa } = await import('execa');
  const uv = await findUv(python, signal);
  const requirements = join(folder, 'requirements.txt');
  const target = join(folder, 'package');
  await writeAtomic(requirements, `${requirement} --hash=sha256:${wheelSha256}\n`);
  const what = ['--no-deps', '--require-hashes', '--target', target, '-r', requirements];
  const [command, ...args] = uv
    ? [uv, 'pip', 'install', '--python', python, ...what]
    : [python, '-m', 'pip', 'install', '--no-compile', ...what];
  try {
    await execa(command!, args, { stdin: 'ignore', stdout: 2, stderr: 2, cancelSignal: signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw new AccError('python/install-failed', {
      message: `downloading ${requirement} failed: ${(cause as { shortMessage?: string }).shortMessage ?? String(cause)}`,
      hint: 'see the output of the installer above, fix the cause, then run the same command again',
      cause,
    });
  }
  return target;
}
