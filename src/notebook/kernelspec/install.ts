import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, compiled, fileError, kitRoot, writeAtomic } from '../../core/index.js';
import { dataFolder, type KernelPlace } from './folders.js';
import { defaultDisplayName, isOurs, type KernelSpec, kernelName, kernelScript, kernelSpec, readSpec } from './spec.js';

export interface InstallOptions {
  place?: KernelPlace;
  /** the name of the folder, which notebooks store; lower-case letters, digits, `.`, `_`, `-` */
  name?: string;
  /** the name shown to users */
  displayName?: string;
  /** overwrite a kernelspec of that name from another program */
  force?: boolean;
}

export interface WrittenKernel {
  folder: string;
  spec: KernelSpec;
  /** whether it replaced an earlier one */
  replaced: boolean;
}

/**
 * Writes the kernelspec of the kit's kernel, without Python. kernel.json is written last and atomically: a folder without it is not a kernelspec.
 * @throws AccError notebook/kernelspec-place, notebook/kernelspec-name, notebook/kernelspec-foreign, notebook/kernelspec-unwritable,
 * notebook/kernel-not-built, core/disk-full
 */
export async function installKernel(options: InstallOptions = {}): Promise<WrittenKernel> {
  const { place = 'user', name = kernelName, displayName = defaultDisplayName, force = false } = options;
  assertBuilt();
  const folder = kernelFolder(place, name);
  const before = await readSpec(folder);
  if (before && !force && !isOurs(before)) throw foreign(folder, 'choose another --name, or overwrite it with --force');
  const spec = kernelSpec(displayName);
  const isNew = !existsSync(folder);
  try {
    for (const logo of logos) await writeAtomic(join(folder, logo), await readFile(join(logoFolder(), logo)));
    await writeAtomic(join(folder, 'kernel.json'), `${JSON.stringify(spec, undefined, 2)}\n`);
  } catch (error) {
    if (isNew && existsSync(folder)) await rm(folder, { recursive: true });
    throw unwritable(error, folder);
  }
  return { folder, spec, replaced: before !== undefined };
}

/** The folder of a kernelspec; Jupyter ignores names with other characters. */
export function kernelFolder(place: KernelPlace, name: string): string {
  if (!/^[a-z0-9._-]+$/.test(name) || name.startsWith('.'))
    throw new AccError('notebook/kernelspec-name', {
      message: `"${name}" is not a valid kernel name`,
      hint: 'use lower-case letters, digits, ".", "_" and "-"; --display-name accepts any text',
    });
  return join(dataFolder(place), 'kernels', name);
}

export function foreign(folder: string, hint: string): AccError {
  const message = 'the folder contains a kernelspec of another program';
  return new AccError('notebook/kernelspec-foreign', { message, file: join(folder, 'kernel.json'), hint });
}

/** The file system's error, with a hint for kernelspecs. */
export function unwritable(error: unknown, folder: string): unknown {
  const cause = fileError(error, folder);
  if (!(cause instanceof AccError) || cause.code === 'core/disk-full') return cause;
  return new AccError('notebook/kernelspec-unwritable', {
    message: `the kernelspec cannot be written or removed: ${cause.message}`,
    hint: 'choose a writable folder with --prefix, or set JUPYTER_DATA_DIR to one (for Jupyter too)',
    cause,
  });
}

/** JupyterLab's launcher shows the SVG; other clients use the two PNGs. */
const logos = ['logo-svg.svg', 'logo-64x64.png', 'logo-32x32.png'];

function logoFolder(): string {
  return join(kitRoot(), 'kernels', 'typescript', 'logo');
}

function assertBuilt(): void {
  const file = compiled(kernelScript);
  if (!existsSync(file))
    throw new AccError('notebook/kernel-not-built', {
      message: 'the kernel is not compiled',
      file,
      hint: 'run: npm run build',
    });
}
