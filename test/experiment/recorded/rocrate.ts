import { callPython, installPython, isInstalled, programIn, pythonFolder } from '../../../src/python/index.js';

/** rocrate reads RO-Crates, roc-validator judges them; the newest versions. */
const contents = { python: [10, 14] as [number, number], packages: ['rocrate==0.16.0', 'roc-validator==0.13.0'] };
const title = { name: 'rocrate', size: 'about 40 MB to download, 150 MB on disk' };

/** Calls a script that imports rocrate. */
export type Rocrate = <T>(script: string, request: object) => Promise<T>;

/** rocrate, installed into the cache folder if needed, or why it cannot be used here. */
export async function openRocrate(): Promise<Rocrate | { missing: string }> {
  const { signal } = new AbortController();
  const folder = pythonFolder('rocrate', contents);
  if (!isInstalled(folder))
    try {
      await installPython(folder, contents, title, (line) => process.stderr.write(`${line}\n`), signal);
    } catch (error) {
      return { missing: `rocrate cannot be installed here: ${(error as Error).message}` };
    }
  const python = programIn(folder, 'python');
  return (script, request) => callPython(script, request, { python, signal });
}
