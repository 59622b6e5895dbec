import { join } from 'node:path';
import { execa, type ResultPromise } from 'execa';

const root = join(import.meta.dirname, '..', '..');

/** Starts `acc` as a user would, in a process group of its own; never rejects. */
export function acc(
  args: string[],
  options: { cwd?: string; env?: Record<string, string>; inputFile?: string } = {},
): ResultPromise<{ reject: false; all: true }> {
  return execa(process.execPath, [join(root, 'bin', 'acc.mjs'), ...args], {
    cwd: root,
    ...options,
    reject: false,
    all: true,
  });
}
