import { readFileSync, statSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Compile } from './compiled-cache.js';
import { cellImport, isSource, localFile, type Places } from './local-files.js';

export type Require = (id: string) => unknown;

interface Loaded {
  module: NodeModule;
  modified: number;
  dependencies: Set<string>;
}

/**
 * The `require` of the cells. Sources of the repository are compiled on load and reloaded when they, or anything they import, have
 * changed; packages are resolved from the repository's node_modules, then from the notebook's.
 * @param compile TypeScript to CommonJS with an inline source map
 * @param special modules that the kernel provides itself
 */
export function createCellRequire(places: Places, compile: Compile, special: Record<string, () => unknown>): Require {
  const loaded = new Map<string, Loaded>();
  const fromRoot = createRequire(join(places.root, 'package.json'));
  const fromNotebook = createRequire(join(places.notebook, 'cell.js'));

  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known && isFresh(file, new Set())) return known.module.exports;
    const module = new Module(file) as NodeModule & { _compile(code: string, file: string): void; require: Require };
    const entry: Loaded = { module, modified: statSync(file).mtimeMs, dependencies: new Set() };
    loaded.set(file, entry);
    Object.assign(module, { filename: file, paths: nodeModulePaths(dirname(file)) });
    module.require = ((id: string) => {
      const dependency = isLocal(id) ? sourceFile(resolve(dirname(file), id)) : undefined;
      if (!dependency) return provide(id, createRequire(file));
      entry.dependencies.add(dependency);
      return load(dependency);
    }) as NodeModule['require'];
    try {
      module._compile(compile(readFileSync(file, 'utf8'), file), file);
    } catch (error) {
      loaded.delete(file);
      throw error;
    }
    module.loaded = true;
    return module.exports;
  };

  const isFresh = (file: string, seen: Set<string>): boolean => {
    if (seen.has(file)) return true;
    seen.add(file);
    const entry = loaded.get(file);
    if (!entry || statSync(file, { throwIfNoEntry: false })?.mtimeMs !== entry.modified) return false;
    return [...entry.dependencies].every((dependency) => isFresh(dependency, seen));
  };

  const sourceFile = (path: string): string | undefined => {
    const file = localFile(path);
    return file?.endsWith('.ts') && !file.endsWith('.d.ts') && isSource(file, places) ? file : undefined;
  };

  const provide = (id: string, native: Require): unknown => (Object.hasOwn(special, id) ? special[id]!() : native(id));

  return (id) => {
    const file = isLocal(id) ? cellImport(id, places) : undefined;
    if (file) return file.endsWith('.ts') ? load(file) : fromRoot(file);
    if (isLocal(id)) return fromNotebook(id);
    try {
      return provide(id, fromRoot);
    } catch (error) {
      if (!isMissing(error, id)) throw error;
      return fromNotebook(id);
    }
  };
}

function isLocal(id: string): boolean {
  return /^\.\.?(\/|$)/.test(id) || isAbsolute(id);
}

function isMissing(error: unknown, id: string): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'MODULE_NOT_FOUND' && message.includes(`'${id}'`);
}

function nodeModulePaths(folder: string): string[] {
  return (Module as unknown as { _nodeModulePaths(folder: string): string[] })._nodeModulePaths(folder);
}
