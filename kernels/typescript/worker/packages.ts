import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nativeImport } from './native-import.js';
import { withRemedy } from './remedies.js';

/** Loads what is no local code: packages, modules of Node, URLs. The first of the folders that finds it counts. */
export interface Packages {
  require(id: string, folders: readonly string[]): unknown;
  /** the namespace of a package that only `import` can load, given what `require` returned */
  namespace(exports: unknown): unknown;
}

/** @param special modules that the kernel provides itself */
export function createPackages(special: Record<string, () => unknown>): Packages {
  const imported = new Map<string, object>();
  const namespaces = new Map<unknown, object>();
  return {
    namespace: (exports) => namespaces.get(exports),
    require: (id, folders) => {
      if (Object.hasOwn(special, id)) return special[id]!();
      const key = `${folders[0]}\0${id}`;
      const known = imported.get(key);
      if (known) return known;
      try {
        return nativeRequire(id, folders);
      } catch (error) {
        if (!forImportOnly.includes(codeOf(error)) && !isUrl.test(id)) throw error;
        throw withRemedy(error as object, async () => {
          const namespace = await nativeImport(id, folders);
          const copy = Object.defineProperty({ ...namespace }, '__esModule', { value: true });
          namespaces.set(copy, namespace);
          imported.set(key, copy);
        });
      }
    },
  };
}

/** A module with top-level await, and a package for `import` only. */
const forImportOnly = ['ERR_REQUIRE_ASYNC_MODULE', 'ERR_REQUIRE_ESM', 'ERR_PACKAGE_PATH_NOT_EXPORTED'];

const isUrl = /^(data|file|https?):/;

function nativeRequire(id: string, folders: readonly string[]): unknown {
  for (const [i, folder] of folders.entries()) {
    try {
      return requireFrom(folder)(id);
    } catch (error) {
      const isMissing = codeOf(error) === 'MODULE_NOT_FOUND' && (error as Error).message.includes(`'${id}'`);
      if (i === folders.length - 1 || !isMissing) throw error;
    }
  }
}

const requires = new Map<string, NodeJS.Require>();

/** Node's `require` of a file in a folder. */
export function requireFrom(folder: string): NodeJS.Require {
  const known = requires.get(folder) ?? createRequire(join(folder, 'module.js'));
  requires.set(folder, known);
  return known;
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException | null)?.code);
}
