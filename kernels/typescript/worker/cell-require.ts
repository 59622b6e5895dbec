import Module from 'node:module';
import { dirname } from 'node:path';
import { requireFrom } from './packages.js';

/** What the `require` of cells needs of the module loader. */
export interface CellLoader {
  load(id: string): unknown;
  /** the local file of a specifier, if it is one */
  local(id: string): string | undefined;
  /** where packages are looked up, in order */
  folders: readonly string[];
  /** forgets a local file, so that it is loaded again */
  forget(file: string): void;
}

/** `require` and `module` of the cells. Cells are the main module. */
export function cellRequire(loader: CellLoader, filename: string): { require: NodeJS.Require; module: NodeModule } {
  const module: NodeModule = Object.assign(new Module('.'), { filename, path: dirname(filename) });
  const [first] = loader.folders.map(requireFrom) as [NodeJS.Require];
  const resolve = (id: string, options?: { paths?: string[] }): string =>
    (options ? undefined : loader.local(id)) ?? resolveIn(loader.folders, id, options);
  const require: NodeJS.Require = Object.assign((id: string) => loader.load(id), {
    main: module,
    extensions: first.extensions,
    resolve: Object.assign(resolve, { paths: (id: string) => first.resolve.paths(id) }),
    cache: new Proxy(first.cache, {
      deleteProperty: (cache, file) => {
        loader.forget(String(file));
        return Reflect.deleteProperty(cache, file);
      },
    }),
  });
  return { require, module: Object.assign(module, { require }) };
}

function resolveIn(folders: readonly string[], id: string, options: { paths?: string[] } | undefined): string {
  for (const [i, folder] of folders.entries()) {
    try {
      return requireFrom(folder).resolve(id, options);
    } catch (error) {
      if (i === folders.length - 1) throw error;
    }
  }
  return id;
}
