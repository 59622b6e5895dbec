import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import type { CellTypes } from '../../../kernels/typescript/index.js';
import { AccError, compiled, kitRoot } from '../../core/index.js';

/**
 * Type-checks each code cell with the kernel's checker, without running it. One process serves all notebooks of a folder.
 * @param notebooks for each notebook the sources of the cells that are run
 * @param folder the notebooks' folder, from which their relative imports are resolved
 * @throws AccError notebook/check-failed, core/interrupted
 */
export async function typeCheck(
  folder: string,
  notebooks: string[][],
  { signal, onNotebook }: { signal?: AbortSignal; onNotebook?: () => void } = {},
): Promise<CellTypes[][]> {
  const results: CellTypes[][] = [];
  const child = execa(process.execPath, [compiled('kernels/typescript/worker/check-main.js')], {
    cwd: kitRoot(),
    input: JSON.stringify({ folder: resolve(folder), notebooks }),
    buffer: { stdout: false },
    cancelSignal: signal,
    reject: false,
  });
  for await (const line of createInterface({ input: child.stdout })) {
    results.push(JSON.parse(line));
    onNotebook?.();
  }
  const { failed, isCanceled, stderr, shortMessage } = await child;
  if (isCanceled) throw new AccError('core/interrupted', { message: 'the check was stopped' });
  if (failed || results.length !== notebooks.length)
    throw new AccError('notebook/check-failed', {
      message: 'the type checker for notebooks exited without a result',
      hint: stderr || shortMessage,
    });
  return results;
}
