import { join, resolve } from 'node:path';

/**
 * The store of an undisturbed run of an experiment, to compare with.
 * @param folder where it is made
 * @param reference one that exists already
 * @returns the store, and how many seconds the run took
 */
export async function undisturbed(experiment, folder, { reference, signal }) {
  if (reference !== undefined) return { reference: resolve(reference) };
  const { runAcc } = await import('../test/kills/processes.mjs');
  const made = join(folder, 'reference');
  const started = performance.now();
  const { status, stdout } = await runAcc(['run', ...experiment, '--store', made, '--json'], signal).ended;
  if (status !== 0) throw new Error(`the undisturbed run failed: ${stdout}`);
  return { reference: made, seconds: (performance.now() - started) / 1000 };
}
