import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { isAlive } from '../is-alive.js';
import { checkerOptions, type LanguageOptions } from './compiler-options.js';
import { cellGlobals } from './globals.js';
import { cellImport, declarationsOf, type Places } from './local-files.js';

/** The folder in which TypeScript finds the cells as files. */
export interface CellFolder {
  path: string;
  configuration: string;
  /** the file of the cell that is checked */
  cell: string;
  /** writes a file beside the cell */
  write(name: string, text: string): string;
  /** for a relative import of a cell: a specifier of the same length that TypeScript resolves from this folder */
  alias(specifier: string): string | undefined;
  /** replaces aliases in a message by what the cell says */
  original(message: string): string;
}

const prefix = 'acc-cells-';

/**
 * Creates the folder among the temporary files, since the kit's may be read-only. Packages are found in the kit's `node_modules`, then in those of
 * the notebook's folder and its parents. It is removed when this process exits.
 * @param onWrite called for each file that TypeScript must read again
 */
export function createCellFolder(
  places: Places,
  language: LanguageOptions,
  onWrite: (file: string, isNew: boolean) => void,
): CellFolder {
  removeAbandoned();
  const top = join(tmpdir(), `${prefix}${process.pid}`);
  rmSync(top, { recursive: true, force: true });
  process.on('exit', () => rmSync(top, { recursive: true, force: true }));
  const path = linkPackages(top, places);
  mkdirSync(join(path, 'links'), { recursive: true });
  const write = (name: string, text: string): string => {
    const file = join(path, name);
    onWrite(file, !existsSync(file));
    writeFileSync(file, text);
    return file;
  };
  const configuration = {
    compilerOptions: { ...checkerOptions(places.root, language), paths: { '~*': ['./links/*'] } },
    files: ['globals.d.ts', 'cell.ts'],
  };
  write('globals.d.ts', cellGlobals);
  const aliases = new Map<string, { file: string; alias: string | undefined }>();
  return {
    path,
    configuration: write('tsconfig.json', JSON.stringify(configuration)),
    cell: write('cell.ts', ''),
    write,
    alias: (specifier) => {
      const real = cellImport(specifier, places);
      const known = aliases.get(specifier);
      if (!real) return undefined;
      const file = declarationsOf(real, places.root);
      if (known?.file === file) return known.alias;
      const alias = known?.alias ?? aliasFor(specifier, extensionFor(specifier, file), aliases.size);
      aliases.set(specifier, { file, alias });
      if (alias !== undefined)
        for (const [name, text] of linkTo(file, alias.slice(1))) write(join('links', name), text);
      return alias;
    },
    original: (message) =>
      [...aliases].reduce((text, [specifier, { alias = '' }]) => {
        const file = join(path, 'links', alias.slice(1).replace(/\.js$/, ''));
        return alias ? text.replaceAll(file, specifier).replaceAll(alias, specifier) : text;
      }, withoutCellFiles(message)),
  };
}

/** TypeScript names the file of a type where another type has its name. */
function withoutCellFiles(message: string): string {
  return message
    .replace(/import\("[^"]*\/cells\/c\d+"\)\.([\w$.]+)/g, '$1 (of an earlier cell)')
    .replace(/import\("[^"]*\/cells\/cell"\)\./g, '');
}

/** Folders of processes that were killed. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.slice(prefix.length));
    if (name.startsWith(prefix) && pid > 0 && !isAlive(pid))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/** One folder inside the other, each with a link to a `node_modules`; the innermost is searched first. */
function linkPackages(top: string, { root, notebook }: Places): string {
  const holds = (folder: string): boolean => folder === notebook || existsSync(join(folder, 'node_modules'));
  const places = parentsOf(notebook).filter((folder) => folder !== root && holds(folder)); // the notebook's may be installed later
  return [...places.reverse(), root].reduce((outer, folder) => {
    const inner = join(outer, 'cells');
    mkdirSync(inner, { recursive: true });
    symlinkSync(join(folder, 'node_modules'), join(inner, 'node_modules'));
    return inner;
  }, top);
}

function parentsOf(folder: string): string[] {
  return dirname(folder) === folder ? [folder] : [folder, ...parentsOf(dirname(folder))];
}

/** TypeScript looks for other files behind `x.js` and `x.mjs`, and only for JSON behind `x.json`. */
function extensionFor(specifier: string, file: string): string {
  if (file.endsWith('.json')) return specifier.endsWith('.json') ? '.json' : '';
  const extension = extname(specifier);
  return /^\.[cm]?js$/.test(extension) ? extension : '';
}

function aliasFor(specifier: string, extension: string, index: number): string | undefined {
  const digits = specifier.length - 1 - extension.length;
  const name = index.toString(36);
  return name.length > digits ? undefined : `~${name.padStart(digits, '0')}${extension}`;
}

/** The file by which another one is known under a different name. A link would change where the relative imports in it lead. */
function linkTo(file: string, name: string): [name: string, text: string][] {
  if (name.endsWith('.json')) return [[name, readFileSync(file, 'utf8')]];
  const [, kind = ''] = /\.([cm]?)js$/.exec(name) ?? [];
  if (/\.[cm]?js$/.test(file)) return [[/\.[cm]?js$/.test(name) ? name : `${name}.js`, '']];
  const from = JSON.stringify(file.replace(/\.d\.([cm]?)ts$/, '.$1js'));
  const text = file.endsWith('.json') ? `import value from ${from}; export default value;` : reexport(from, file);
  return [[`${name.replace(/\.[cm]?js$/, '')}.${kind}ts`, text]];
}

function reexport(from: string, file: string): string {
  const text = readFileSync(file, 'utf8');
  if (/^export = /m.test(text)) return `import all = require(${from}); export = all;`;
  const hasDefault = /\bexport default\b|\bas default\b|\bexport \{ default\b/.test(text);
  return `export * from ${from};${hasDefault ? ` export { default } from ${from};` : ''}`;
}
