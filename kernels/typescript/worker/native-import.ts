import { join } from 'node:path';
import { types } from 'node:util';
import vm from 'node:vm';

/** Node's own `import()` of a module, as a file in the first of the folders that finds it. */
export async function nativeImport(id: string, folders: readonly string[]): Promise<object> {
  for (const [i, folder] of folders.entries()) {
    try {
      return (await importIn(folder, id)) as object;
    } catch (error) {
      if (i === folders.length - 1 || (error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error(`no folder to import ${id} in`);
}

/** Whether exports are those of an ES module, or of one that was compiled to CommonJS. */
export function isEsModule(exports: unknown): boolean {
  return types.isModuleNamespaceObject(exports) || (exports as { __esModule?: boolean } | null)?.__esModule === true;
}

/** What `require` returned in the form that `import()` returns. */
export function asNamespace(exports: unknown): unknown {
  if (isEsModule(exports)) return exports;
  return { ...(exports as object), default: exports };
}

/** Node's warning that this is experimental does not belong in a notebook. */
function importIn(folder: string, id: string): unknown {
  const script = new vm.Script('(id) => import(id)', {
    filename: join(folder, 'cell.js'),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const native = script.runInThisContext() as (id: string) => unknown;
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return native(id);
  } finally {
    process.emitWarning = emitWarning;
  }
}
