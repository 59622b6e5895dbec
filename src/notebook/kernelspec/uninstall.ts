import { rm } from 'node:fs/promises';
import type { KernelPlace } from './folders.js';
import { foreign, kernelFolder, unwritable } from './install.js';
import { isOurs, kernelName, readSpec } from './spec.js';

/**
 * Removes the kit's kernelspec of that name, and no other.
 * @returns the removed folder, or undefined if there was no kernelspec
 * @throws AccError notebook/kernelspec-foreign, notebook/kernelspec-unwritable, notebook/kernelspec-place
 */
export async function uninstallKernel(
  place: KernelPlace = 'user',
  name: string = kernelName,
): Promise<string | undefined> {
  const folder = kernelFolder(place, name);
  const spec = await readSpec(folder);
  if (!spec) return undefined;
  if (!isOurs(spec)) throw foreign(folder, 'it was not changed; remove it with the program that installed it');
  try {
    await rm(folder, { recursive: true });
  } catch (error) {
    throw unwritable(error, folder);
  }
  return folder;
}
