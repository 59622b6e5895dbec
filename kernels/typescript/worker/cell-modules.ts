import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import vm from 'node:vm';
import { cellImport, type Places } from './local-files.js';
import type { Require } from './modules.js';

/** Module loading for the code of cells, which is CommonJS. */
export interface CellModules {
  require: Require;
  /** the `import()` of cells */
  import(specifier: unknown): Promise<unknown>;
  /** loads the cell's modules that `require` cannot load; awaited before the cell runs */
  prepare(specifiers: string[]): Promise<void>;
}

/** A module with top-level await, and a package for `import` only. */
const forImportOnly = ['ERR_REQUIRE_ASYNC_MODULE', 'ERR_REQUIRE_ESM', 'ERR_PACKAGE_PATH_NOT_EXPORTED'];

/** @param require loads everything else */
export function createCellModules(places: Places, require: Require): CellModules {
  const imported = new Map<string, unknown>();
  const fromNotebook = importerIn(places.notebook);

  const natively = async (id: string): Promise<unknown> => {
    const file = /^[./]/.test(id) ? cellImport(id, places) : undefined;
    if (file) return import(pathToFileURL(file).href);
    return import(id).catch((error) => {
      if (codeOf(error) !== 'ERR_MODULE_NOT_FOUND') throw error;
      return fromNotebook(id);
    });
  };

  const load = async (id: string): Promise<unknown> => {
    if (/^(data|file|https?):/.test(id)) return natively(id);
    try {
      return withDefault(imported.get(id) ?? require(id));
    } catch (error) {
      if (!forImportOnly.includes(codeOf(error))) throw error;
      const namespace = (await natively(id)) as object;
      imported.set(id, Object.defineProperty({ ...namespace }, '__esModule', { value: true }));
      return namespace;
    }
  };

  return {
    require: (id) => imported.get(id) ?? require(id),
    import: async (specifier) => load(String(specifier)),
    prepare: async (specifiers) => {
      // An error here occurs again at the import in the cell.
      for (const specifier of specifiers) await load(specifier).catch(() => {});
    },
  };
}

/** The `import()` of a file in this folder. Node's warning that this is experimental does not belong in a notebook. */
function importerIn(folder: string): (id: string) => Promise<unknown> {
  const script = new vm.Script('(id) => import(id)', {
    filename: join(folder, 'cell.js'),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const native = script.runInThisContext();
  return (id) => {
    const { emitWarning } = process;
    process.emitWarning = () => {};
    try {
      return native(id);
    } finally {
      process.emitWarning = emitWarning;
    }
  };
}

/** A CommonJS module in the form that `import()` returns. */
function withDefault(loaded: unknown): unknown {
  if (types.isModuleNamespaceObject(loaded) || (loaded as { __esModule?: boolean } | null)?.__esModule) return loaded;
  return { ...(loaded as object), default: loaded };
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException | null)?.code);
}
