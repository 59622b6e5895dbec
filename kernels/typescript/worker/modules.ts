import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cellRequire } from './cell-require.js';
import type { Compile } from './compile.js';
import { fileMeta } from './file-meta.js';
import { cellImport, isPackageFile, localFile, type Places } from './local-files.js';
import { createModuleStore, type Loaded } from './module-store.js';
import { asNamespace } from './native-import.js';
import { createPackages, requireFrom } from './packages.js';
import { remedied } from './remedies.js';

export type Require = (id: string) => unknown;

/** Module loading for the code of cells, which is CommonJS. */
export interface CellModules {
  require: NodeJS.Require;
  /** `module` of the cells */
  module: NodeModule;
  /** the `import()` of cells */
  import(specifier: unknown): Promise<unknown>;
  /** loads the cell's modules that `require` cannot load; awaited before the cell runs */
  prepare(specifiers: string[]): Promise<void>;
}

/** Where the specifiers of some code are resolved. */
interface Scope {
  /** the local file of a specifier, if it is one */
  local(id: string): string | undefined;
  /** where packages are looked up, in order */
  folders: string[];
  /** the module of the code; undefined for cells */
  module?: Loaded;
}

/**
 * The modules of the cells. A local file is reloaded when its content, or that of a local file that it imports, has changed; other
 * modules keep their identity and state. Packages are resolved from the repository's node_modules, then from the notebook's, and are
 * not reloaded.
 * @param compile see module-code.ts
 * @param special modules that the kernel provides itself
 */
export function createCellModules(
  places: Places,
  compile: Compile,
  special: Record<string, () => unknown>,
): CellModules {
  const packages = createPackages(special);
  const store = createModuleStore(compile, (module, file) => {
    const scope: Scope = { local: (id) => localOf(id, file), folders: [join(file, '..')], module };
    return { require: requireIn(scope), import: importIn(scope), meta: fileMeta(file, scope.local) };
  });

  const requireIn =
    ({ local, folders, module }: Scope): Require =>
    (id) => {
      const file = local(id);
      if (!file || !isCode.test(file)) return packages.require(file ?? id, folders);
      module?.dependencies.add(file);
      if (!module || module.module.loaded) store.refresh(!module);
      return store.load(file);
    };

  const importIn = (scope: Scope): CellModules['import'] => {
    const require = requireIn(scope);
    return async (specifier) => {
      const exports = await remedied(() => require(String(specifier)));
      return packages.namespace(exports) ?? asNamespace(exports);
    };
  };

  const localOf = (id: string, importer: string): string | undefined => {
    const path = pathOf(id, join(importer, '..'));
    const file = path === undefined ? subpathImport(id, importer) : localFile(path);
    return file && !isPackageFile(file, places) ? file : undefined;
  };

  const cells: Scope = {
    local: (id) => (isPath(id) ? cellImport(id, places) : localOf(id, join(places.notebook, 'cell.js'))),
    folders: [places.root, places.notebook],
  };
  const importInCell = importIn(cells);
  const loader = { ...cells, load: requireIn(cells), forget: store.forget };
  return {
    ...cellRequire(loader, join(places.notebook, 'cell.js')),
    import: importInCell,
    prepare: async (specifiers) => {
      // An error here occurs again at the import in the cell.
      for (const specifier of specifiers) await importInCell(specifier).catch(() => {});
    },
  };
}

const isCode = /\.([cm]?[jt]s|[jt]sx|json)$/;

/** A URL with a query or a fragment asks for an instance of its own: Node loads it. */
function pathOf(id: string, folder: string): string | undefined {
  if (isPath(id)) return resolve(folder, id);
  return /^file:[^?#]*$/.test(id) ? fileURLToPath(id) : undefined;
}

/** `#name`, as the nearest package.json defines it. */
function subpathImport(id: string, importer: string): string | undefined {
  if (!id.startsWith('#')) return undefined;
  try {
    return requireFrom(join(importer, '..')).resolve(id);
  } catch {
    return undefined; // Node reports it when the module is loaded
  }
}

function isPath(id: string): boolean {
  return /^\.\.?(\/|$)/.test(id) || isAbsolute(id);
}
