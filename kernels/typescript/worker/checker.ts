import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { denoCalls } from './deno-jupyter.js';
import { earlierNames } from './earlier-names.js';
import { joinedLibrary, joinedNodeTypes, libraryName } from './library.js';
import { cellImport, declarationsOf, isSource, localFile, type Places } from './local-files.js';
import { type NestedVariable, nestedVariables } from './nested-variables.js';
import { cellHead } from './tslab.js';
import type { Builder, CellSymbol, Resolution, SourceNode, System, Typescript } from './typescript.js';

/** The compiler options that differ from tslab's, and why. */
function compilerOptions(root: string): Record<string, unknown> {
  return {
    strict: true,
    disableTopLevelAwait: false, // the parser then reads `await (…)` and `for await` in the standard way
    moduleResolution: 100, // Bundler: packages with `exports`, relative imports that end in .js
    lib: [libraryName],
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
    allowJs: false, // otherwise untyped packages would be checked as sources
    checkJs: false,
    inlineSourceMap: true,
  };
}

/** Tolerated errors: a module without types (its values are `any`), and a notebook outside the repository. */
export const tolerated: ReadonlySet<number> = new Set([7016, 6059]);

/** The converter takes its names from TypeScript's symbol tables, which store `__x` as `___x`. */
const exportList = /\nexport \{[^}]*\}$/;

const longestDeclaration = 4000;

export interface Checker {
  /** call before each use: files of the repository that were edited since are reloaded */
  refresh(): void;
  /** whether the next cell is type-checked or only parsed (`// @ts-nocheck`) */
  setChecked(checked: boolean): void;
  /** the declaration of the name at a position in the cell that was inspected last */
  declarationAt(position: number): string | undefined;
  /** of the last emitted cell */
  nestedVariables(): NestedVariable[];
}

/**
 * Applies our options and module resolution to tslab's converter, which takes its watch host and diagnostics from the TypeScript namespace.
 * `typescript` is the copy of the namespace that the converter uses; its members are replaced here.
 */
export function prepareChecker(typescript: Typescript, places: Places): Checker {
  const original = { ...typescript };
  const cellFiles = [join(places.root, '__tslab__.ts'), join(places.root, '__prev__.d.ts')];
  const watched = new Map<string, { modified: number; changed: (file: string, kind: number) => void }>();
  let resolutions = new Map<string, Resolution>();
  let invalid = false;
  let checked = true;
  let nested: NestedVariable[] = [];
  let program: ReturnType<Builder['getProgram']>;

  typescript.createWatchCompilerHost = (rootFiles, options, system, _createProgram, ...rest) => {
    Object.assign(options, compilerOptions(places.root));
    watchOnDemand(system);
    readLibrary(system);
    // The abstract builder: tslab's default tracks the state of every file for each cell, which nobody uses.
    const host = original.createWatchCompilerHost(rootFiles, options, system, original.createAbstractBuilder, ...rest);
    const builtIn = original.createModuleResolutionCache(places.root, (name) => name, options);
    host.hasInvalidatedResolutions = () => invalid;
    host.resolveModuleNameLiterals = (literals, containing, _redirect, settings, file) =>
      literals.map((literal) => {
        const key = `${cellFiles.includes(containing) ? '' : dirname(containing)}\0${literal.text}\0${file?.impliedNodeFormat}`;
        const known = resolutions.get(key);
        if (known) return known;
        const own = ownModule(literal.text, containing);
        const resolved = own
          ? { resolvedModule: { resolvedFileName: own, extension: extensionOf(own), isExternalLibraryImport: false } }
          : resolvePackage(literal.text, containing, settings, system, builtIn);
        if (resolved.resolvedModule) resolutions.set(key, resolved);
        return resolved;
      });
    let created: (builder: Builder) => void;
    Object.defineProperty(host, 'afterProgramCreate', {
      set: (callback) => {
        created = callback;
      },
      get: () => (builder: Builder) => {
        program = builder.getProgram();
        for (const path of cellFiles) bind(program.getSourceFile(path), program.getCompilerOptions());
        emitCellsOnly(builder, original, cellFiles[1]!, (cell) => {
          nested = nestedVariables(cell, program.getTypeChecker(), original);
        });
        created(builder);
      },
    });
    return host;
  };

  typescript.getPreEmitDiagnosticsOfFiles = (program, [cell]) => {
    const syntactic = program.getSyntacticDiagnostics(cell);
    if (syntactic.length > 0 || !checked) return syntactic;
    return program.getSemanticDiagnostics(cell).filter(({ code }) => !tolerated.has(code));
  };

  /** Resolves packages of the repository first, then those of the notebook's folder. */
  function resolvePackage(name: string, containing: string, ...rest: [unknown, unknown, unknown]): Resolution {
    const resolved = original.resolveModuleName(name, containing, ...rest);
    if (resolved.resolvedModule || !cellFiles.includes(containing)) return resolved;
    return original.resolveModuleName(name, join(places.notebook, 'cell.ts'), ...rest);
  }

  /** The converter exports all names of a cell; those that `declare global` and `declare module` add must not be exported. */
  function bind(file: SourceNode | undefined, options: unknown): void {
    original.bindSourceFile(file, options);
    for (const name of file?.locals?.keys() ?? []) if (/^"|^__global$/.test(name)) file!.locals!.delete(name);
  }

  /** Resolves relative imports of cells and of the repository's files; a URL is a module without types. */
  function ownModule(specifier: string, containing: string): string | undefined {
    if (/^(data|file|https?):/.test(specifier)) return join(places.root, '__url__.js');
    if (!/^\.\.?(\/|$)/.test(specifier)) return undefined;
    const file = cellFiles.includes(containing)
      ? cellImport(specifier, places)
      : isSource(containing, places)
        ? localFile(resolve(dirname(containing), specifier))
        : undefined;
    return file && declarationsOf(file, places.root);
  }

  /** No file watchers: modification times are compared before each cell, so that an edit takes effect from the next cell on. */
  function watchOnDemand(system: System): void {
    const watchCells = system.watchFile;
    system.watchDirectory = () => ({ close: () => {} });
    system.watchFile = (path, changed, ...rest) => {
      if (cellFiles.includes(path)) return watchCells(path, changed, ...rest);
      if (isSource(path, places)) watched.set(path, { modified: modifiedAt(path), changed });
      return { close: () => watched.delete(path) };
    };
  }

  function readLibrary(system: System): void {
    const read = joinedNodeTypes(joinedLibrary(system.readFile));
    system.readFile = (path, ...rest) => {
      const text = read(path, ...rest);
      return path === cellFiles[0] ? text?.replace(exportList, (list) => list.replace(/\b___/g, '__')) : text;
    };
  }

  return {
    refresh: () => {
      invalid = false;
      for (const [path, entry] of watched) {
        const modified = modifiedAt(path);
        if (modified === entry.modified) continue;
        entry.modified = modified;
        entry.changed(path, modified === 0 ? 2 : 1); // FileWatcherEventKind: Changed, Deleted
        invalid = true;
      }
      if (invalid) resolutions = new Map();
    },
    setChecked: (value) => {
      checked = value;
    },
    declarationAt: (position) => {
      const names = program.getTypeChecker();
      const node = original.getTouchingPropertyName(program.getSourceFile(cellFiles[0]!)!, cellHead.length + position);
      const { Alias, Variable } = original.SymbolFlags;
      const found = names.getSymbolAtLocation(node);
      const symbol = found && found.flags & Alias ? names.getAliasedSymbol(found) : found;
      // For a variable the declaration of its type is more informative than its own.
      const shown = symbol && symbol.flags & Variable ? names.getTypeOfSymbolAtLocation(symbol, node).symbol : symbol;
      return shown?.declarations?.[0]?.getText().slice(0, longestDeclaration);
    },
    nestedVariables: () => nested,
  };
}

/** Emits only the cell, and its declarations even where a type has no name. */
function emitCellsOnly(
  builder: Builder,
  typescript: Typescript,
  earlierCells: string,
  onCell: (cell: SourceNode) => void,
): void {
  const program = builder.getProgram();
  const isEarlier = (symbol: CellSymbol | undefined): boolean =>
    symbol?.declarations?.some((declared) => (declared.getSourceFile() as SourceNode).fileName === earlierCells) ??
    false;
  builder.getAllDependencies = (file) => [file.fileName];
  builder.emit = (file, write, token, _only, transformers) => {
    onCell(file);
    const before = [earlierNames(typescript, program.getTypeChecker(), isEarlier), denoCalls(typescript)];
    return program.emit(file, write, token, undefined, { ...transformers, before }, true);
  };
}

function extensionOf(file: string): string {
  return (
    ['.d.ts', '.d.mts', '.d.cts', '.ts', '.tsx', '.json', '.mjs', '.cjs', '.js'].find((extension) =>
      file.endsWith(extension),
    ) ?? '.ts'
  );
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
