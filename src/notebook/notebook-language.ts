import { kernelName } from './kernelspec/index.js';
import type { Notebook } from './nbformat.js';

type Stated = Pick<Notebook, 'metadata'>;

/**
 * The language that a notebook states, in lower case: that of its kernelspec, which Jupyter starts, else that of its last run. It is never
 * guessed: a notebook that states none may be in any language.
 */
export function statedLanguage({ metadata }: Stated): string | undefined {
  const { kernelspec, language_info } = metadata as { kernelspec?: unknown; language_info?: unknown };
  if (member(kernelspec, 'name') === kernelName) return 'typescript';
  return (member(kernelspec, 'language') ?? member(language_info, 'name'))?.toLowerCase();
}

/** The name of the kernel that a notebook states. */
export function statedKernel({ metadata }: Stated): string | undefined {
  return member(metadata.kernelspec, 'name');
}

export function isTypescript(notebook: Stated): boolean {
  return statedLanguage(notebook) === 'typescript';
}

/** What makes a notebook foreign: the language or kernel that it states is not the kit's; undefined if it states neither, or TypeScript. */
export function foreignTo(notebook: Stated): string | undefined {
  if (isTypescript(notebook)) return undefined;
  const [language, kernel] = [statedLanguage(notebook), statedKernel(notebook)];
  const facts = [language && `in the language "${language}"`, kernel && `for the kernel "${kernel}"`].filter(Boolean);
  return facts.length > 0 ? facts.join(', ') : undefined;
}

function member(value: unknown, name: string): string | undefined {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
}
