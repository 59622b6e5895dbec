import Module from 'node:module';
import { dirname, extname } from 'node:path';
import type { Compile } from './compile.js';
import { type FileState, readFileState } from './file-state.js';
import { remedied, withRemedy } from './remedies.js';

/** A local module; see module-code.ts for its last three members. */
export interface LocalModule extends NodeModule {
  meta?: object;
  import?(specifier: unknown): Promise<unknown>;
  /** the code of a module with top-level await */
  body?(): Promise<void>;
}

/** A local file that was loaded. */
export interface Loaded {
  module: LocalModule;
  state: FileState;
  /** the local files that it has imported */
  dependencies: Set<string>;
  /** of a module with top-level await: settles when its code has run */
  completed?: Promise<void>;
}

export interface ModuleStore {
  /** @throws an error with a remedy for a module with top-level await */
  load(file: string): unknown;
  /** forgets the files whose content has changed since, and all that depend on them; @param byCell no module is being loaded now */
  refresh(byCell: boolean): void;
  forget(file: string): void;
}

/**
 * The local files (TypeScript, JavaScript, JSON) that cells have imported, each loaded once.
 * @param connect gives a new module its `require`, `import` and `meta`
 */
export function createModuleStore(compile: Compile, connect: (loaded: Loaded, file: string) => object): ModuleStore {
  const files = new Map<string, Loaded>();

  /** Runs a module, or defines its body where it has top-level await. */
  const start = (file: string): Loaded => {
    const module = new Module(file) as LocalModule & { _compile(code: string, file: string): void };
    const loaded: Loaded = { module, state: readFileState(file), dependencies: new Set() };
    Object.assign(module, { filename: file, paths: nodeModulePaths(dirname(file)), ...connect(loaded, file) });
    files.set(file, loaded);
    try {
      if (extname(file) === '.json') module.exports = parsed(loaded.state.text, file);
      else module._compile(compile(loaded.state.text, file), file);
    } catch (error) {
      files.delete(file);
      throw error;
    }
    module.loaded = module.body === undefined;
    return loaded;
  };

  const complete = async (file: string): Promise<void> => {
    if (files.has(file)) return;
    const loaded = start(file);
    try {
      loaded.completed = loaded.module.body!();
      await loaded.completed;
    } catch (error) {
      files.delete(file);
      throw error;
    }
    loaded.module.loaded = true;
  };

  return {
    load: (file) => {
      const known = files.get(file);
      if (known?.completed && !known.module.loaded) throw withRemedy(asyncModule(file), () => known.completed!);
      if (known) return known.module.exports;
      const { module } = start(file);
      if (module.loaded) return module.exports;
      files.delete(file);
      throw withRemedy(asyncModule(file), () => remedied(() => complete(file)));
    },
    forget: (file) => void files.delete(file),
    refresh: (byCell) => {
      const stale = new Set<string>();
      for (const [file, { module, state, completed }] of files) {
        const isLeftover = byCell && !module.loaded && !completed; // its cell was interrupted
        if (isLeftover || ((module.loaded || completed) && state.hasChanged())) stale.add(file);
      }
      for (const changed of stale)
        for (const [file, { dependencies }] of files) if (dependencies.has(changed)) stale.add(file);
      for (const file of stale) files.delete(file);
    },
  };
}

function asyncModule(file: string): Error {
  const message = `${file} has a top-level await: load it with import, not with require`;
  return Object.assign(new Error(message), { code: 'ERR_REQUIRE_ASYNC_MODULE' });
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    (error as Error).message = `${file}: ${(error as Error).message}`;
    throw error;
  }
}

function nodeModulePaths(folder: string): string[] {
  return (Module as unknown as { _nodeModulePaths(folder: string): string[] })._nodeModulePaths(folder);
}
