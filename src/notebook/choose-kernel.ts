import { AccError } from '../core/index.js';
import { findKernel, type KernelCommand, kernelName, ownKernel } from './kernelspec/index.js';
import type { Notebook } from './nbformat.js';
import { statedKernel, statedLanguage } from './notebook-language.js';

/**
 * The kernel that runs a notebook: the requested one; for TypeScript the kit's; else the one that the notebook names.
 * @throws AccError notebook/no-kernel
 */
export async function chooseKernel(
  notebook: Notebook,
  { kernel, language }: { kernel?: string; language?: string },
): Promise<KernelCommand> {
  if (kernel) return findKernel(kernel);
  const used = language?.toLowerCase() ?? statedLanguage(notebook);
  if (used === 'typescript') return ownKernel();
  const name = statedKernel(notebook);
  if (name) return findKernel(name);
  throw new AccError('notebook/no-kernel', {
    message: used
      ? `the notebook's language is ${used}, and it names no kernel`
      : 'the notebook names neither a language nor a kernel',
    hint: used ? 'select one with --kernel' : `if its cells are TypeScript: --kernel ${kernelName}`,
  });
}

/** The language that parameters are written in. */
export function languageOf(notebook: Notebook, kernel: KernelCommand, language: string | undefined): string {
  return (language ?? (kernel.language || statedLanguage(notebook)) ?? '').toLowerCase();
}
