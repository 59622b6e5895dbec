import { createRequire, isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cellImport, type Places } from './local-files.js';

/** `import.meta` of a cell: the cell is treated as a file in the notebook's folder. */
export interface CellMeta {
  url: string;
  dirname: string;
  filename: string;
  resolve(specifier: string): string;
}

/** Jupyter's server passes the notebook's name in JPY_SESSION_NAME; other clients do not pass it. */
export function cellMeta(places: Places): CellMeta {
  const filename = join(places.notebook, basename(process.env.JPY_SESSION_NAME || 'notebook.ipynb'));
  const resolve = (specifier: string): string => {
    if (isBuiltin(specifier)) return specifier.startsWith('node:') ? specifier : `node:${specifier}`;
    if (URL.canParse(specifier)) return specifier;
    const own = /^\.\.?\//.test(specifier) ? cellImport(specifier, places) : undefined;
    if (own || /^[./]/.test(specifier)) return pathToFileURL(own ?? join(places.notebook, specifier)).href;
    return pathToFileURL(createRequire(join(places.root, 'package.json')).resolve(specifier)).href;
  };
  return { url: pathToFileURL(filename).href, dirname: places.notebook, filename, resolve };
}
