import { callPython, installPython, isInstalled, programIn, pythonFolder } from '../../../src/python/index.js';

/** The newest version of mlcroissant, which supports Croissant 1.1. */
const contents = { python: [10, 14] as [number, number], packages: ['mlcroissant==1.1.1'] };
const title = { name: 'mlcroissant', size: 'about 90 MB to download, 370 MB on disk' };

/** Calls a script that imports mlcroissant. */
export type Mlcroissant = <T>(script: string, request: object, env?: Record<string, string>) => Promise<T>;

/** mlcroissant, installed into the cache folder if needed, or why it cannot be used here. */
export async function openMlcroissant(): Promise<Mlcroissant | { missing: string }> {
  const { signal } = new AbortController();
  const folder = pythonFolder('croissant', contents);
  const python = programIn(folder, 'python');
  if (!isInstalled(folder))
    try {
      await installPython(folder, contents, title, (line) => process.stderr.write(`${line}\n`), signal);
    } catch (error) {
      return { missing: `mlcroissant cannot be installed here: ${(error as Error).message}` };
    }
  return (script, request, env = {}) => callPython(script, request, { python, signal, env });
}
