import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** The kit's folder and the notebook's. */
export interface Places {
  root: string;
  notebook: string;
}

/**
 * Resolves a relative import of a cell to a source file. `../src/x` is resolved from the notebook's folder, then from the repository, so that
 * a notebook runs from any working directory; `../src/x.js`, `../src/x.ts`, `../src/x` and a folder's index are all accepted.
 */
export function cellImport(specifier: string, places: Places): string | undefined {
  for (const path of cellPaths(specifier, places)) {
    const file = localFile(path);
    if (file) return file;
  }
  return undefined;
}

/** The paths that a relative specifier of a cell may stand for, in order. */
export function cellPaths(specifier: string, { root, notebook }: Places): string[] {
  const inRepository = specifier.replace(/^(\.\.?\/)+/, './');
  return [resolve(notebook, specifier), resolve(root, specifier), resolve(root, inRepository)];
}

/** Resolves a path without extension, with the extension of its compiled form, or of a folder. */
export function localFile(path: string): string | undefined {
  const stem = path.replace(/\.js$/, '');
  return [
    path,
    `${stem}.ts`,
    `${stem}.tsx`,
    join(stem, 'index.ts'),
    `${stem}.d.ts`,
    `${stem}.json`,
    join(stem, 'index.js'),
  ].find(isFile);
}

/**
 * The file that the checker reads: for a source of the kit its compiled declarations unless they are older, since they are a
 * tenth of the size; for JavaScript the declarations beside it; else the file itself.
 */
export function declarationsOf(file: string, root: string): string {
  const source = sourceOf(file, root);
  const compiled = join(root, 'dist', relative(root, source).replace(/\.ts$/, '.d.ts'));
  const beside = source.replace(/\.([cm]?)js$/, '.d.$1ts');
  if (beside !== source) return isFile(beside) ? beside : source;
  if (!source.endsWith('.ts') || source.endsWith('.d.ts') || !existsSync(compiled)) return source;
  return statSync(compiled).mtimeMs >= statSync(source).mtimeMs ? compiled : source;
}

/** Whether a file belongs to a package. The kit itself, and a notebook, may lie in a package. */
export function isPackageFile(file: string, { root, notebook }: Places): boolean {
  const place = [root, notebook].find((folder) => file.startsWith(folder + sep)) ?? '';
  return file.slice(place.length).includes(`${sep}node_modules${sep}`);
}

/** Whether a file is a source of the repository or of the notebook's folder. */
export function isSource(file: string, { root, notebook }: Places): boolean {
  return isOwn(file, root) || isOwn(file, notebook);
}

/** Whether a file belongs to the repository itself, not to a package. */
function isOwn(file: string, root: string): boolean {
  return file.startsWith(root + sep) && !file.includes(`${sep}node_modules${sep}`);
}

function sourceOf(file: string, root: string): string {
  const dist = join(root, 'dist') + sep;
  if (!file.startsWith(dist)) return file;
  const source = join(root, file.slice(dist.length).replace(/\.(d\.ts|js)$/, '.ts'));
  return existsSync(source) ? source : file;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
