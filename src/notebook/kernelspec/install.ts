import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, compiled, fileError, kitRoot, writeAtomic } from '../../core/index.js';
import { dataFolder, type KernelPlace } from './folders.js';
import { defaultDisplayName, isOurs, type KernelSpec, kernelName, kernelScript, kernelSpec, readSpec } from './spec.js';

export interface InstallOptions {
  place?: KernelPlace;
  /** the name that notebooks store, and that of the folder; lower-case letters, digits, `.`, `_`, `-` */
  name?: string;
  /** what people see */
  displayName?: string;
  /** overwrite a kernelspec of that name that is not the kit's */
  force?: boolean;
}

export interface WrittenKernel {
  folder: string;
  spec: KernelSpec;
  /** whether one was there before */
  replaced: boolean;
}

/**
 * Writes the kernelspec of the kit's kernel, without Python. kernel.json comes last and whole: a folder without it is no kernelspec.
 * @throws AccError notebook/kernelspec-place, notebook/kernelspec-name, notebook/kernelspec-foreign, notebook/kernelspec-unwritable,
 * notebook/kernel-not-built, core/disk-full
 */
export async function installKernel(options: InstallOptions = {}): Promise<WrittenKernel> {
  const { place = 'user', name = kernelName, displayName = defaultDisplayName, force = false } = options;
  requireBuilt();
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
      message: `"${name}" cannot be the name of a kernel`,
      hint: 'use lower-case letters, digits, ".", "_" and "-"; --display-name takes any text',
    });
  return join(dataFolder(place), 'kernels', name);
}

export function foreign(folder: string, hint: string): AccError {
  const message = 'a kernelspec that is not of the kit is there';
  return new AccError('notebook/kernelspec-foreign', { message, file: join(folder, 'kernel.json'), hint });
}

/** What the file system said, with what a person can do about a kernelspec. */
export function unwritable(error: unknown, folder: string): unknown {
  const cause = fileError(error, folder);
  if (!(cause instanceof AccError) || cause.code === 'core/disk-full') return cause;
  return new AccError('notebook/kernelspec-unwritable', {
    message: `the kernelspec cannot be written or removed: ${cause.message}`,
    hint: 'choose a folder that you may write to with --prefix, or set JUPYTER_DATA_DIR to one (for Jupyter too)',
    cause,
  });
}

/** JupyterLab's launcher shows the SVG; other clients know the two PNGs. */
const logos = ['logo-svg.svg', 'logo-64x64.png', 'logo-32x32.png'];

function logoFolder(): string {
  return join(kitRoot(), 'kernels', 'typescript', 'logo');
}

function requireBuilt(): void {
  const file = compiled(kernelScript);
  if (!existsSync(file))
    throw new AccError('notebook/kernel-not-built', {
      message: 'the kernel is not compiled',
      file,
      hint: 'run: npm run build',
    });
}
