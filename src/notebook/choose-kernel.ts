import { AccError } from '../core/index.js';
import { findKernel, type KernelCommand, ownKernel } from './kernelspec/index.js';
import type { Notebook } from './nbformat.js';

/**
 * The kernel that runs a notebook: the requested one; for TypeScript, and where the notebook states no language, the kit's; else the
 * one that the notebook names.
 * @throws AccError notebook/no-kernel
 */
export async function chooseKernel(
  notebook: Notebook,
  { kernel, language }: { kernel?: string; language?: string },
): Promise<KernelCommand> {
  if (kernel) return findKernel(kernel);
  const used = language ?? languageIn(notebook);
  if (!used || used.toLowerCase() === 'typescript') return ownKernel();
  const { name } = (notebook.metadata.kernelspec ?? {}) as { name?: unknown };
  if (typeof name === 'string') return findKernel(name);
  throw new AccError('notebook/no-kernel', {
    message: `the notebook's language is ${used}, and it names no kernel`,
    hint: 'select one with --kernel',
  });
}

/** The language that parameters are written in. */
export function languageOf(notebook: Notebook, kernel: KernelCommand, language: string | undefined): string {
  return (language ?? (kernel.language || languageIn(notebook)) ?? '').toLowerCase();
}

function languageIn({ metadata }: Notebook): string | undefined {
  const { language_info, kernelspec } = metadata as {
    language_info?: { name?: unknown };
    kernelspec?: { language?: unknown };
  };
  const language = language_info?.name ?? kernelspec?.language;
  return typeof language === 'string' ? language : undefined;
}
