import { isBuiltin } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cellImport, type Places } from './local-files.js';
import { requireFrom } from './packages.js';

/** `import.meta` of a file. */
export interface FileMeta {
  url: string;
  dirname: string;
  filename: string;
  resolve(specifier: string): string;
}

/**
 * `import.meta` of a cell: the cell is treated as a file in the notebook's folder. Jupyter's server passes the notebook's name in
 * JPY_SESSION_NAME; other clients do not pass it.
 */
export function cellMeta(places: Places): FileMeta {
  const filename = join(places.notebook, basename(process.env.JPY_SESSION_NAME || 'notebook.ipynb'));
  return fileMeta(filename, (specifier) => cellImport(specifier, places), places.root);
}

/**
 * @param local the local file of a relative specifier
 * @param packages the folder where packages are looked up
 */
export function fileMeta(
  filename: string,
  local: (specifier: string) => string | undefined,
  packages: string = dirname(filename),
): FileMeta {
  const folder = dirname(filename);
  return {
    url: pathToFileURL(filename).href,
    dirname: folder,
    filename,
    resolve: (specifier) => {
      if (isBuiltin(specifier)) return specifier.startsWith('node:') ? specifier : `node:${specifier}`;
      if (URL.canParse(specifier)) return specifier;
      const own = /^(\.\.?\/|#)/.test(specifier) ? local(specifier) : undefined;
      const path =
        own ?? (/^[./]/.test(specifier) ? resolve(folder, specifier) : requireFrom(packages).resolve(specifier));
      return pathToFileURL(path).href;
    },
  };
}
