import { createRequire } from 'node:module';

/**
 * The only module that touches tslab. It uses private parts of tslab 1.0.22 (dist/executor.js); test/kernels/tslab.test.ts verifies them.
 * Cells are checked and compiled by current versions, so that the TypeScript of tslab is not loaded.
 */

/** What the executor needs to know of a cell. */
export interface Converted {
  output?: string;
  diagnostics: unknown[];
  lastExpressionVar?: string;
  hasToplevelAwait?: boolean;
}

export type Convert = (source: string) => Converted;

export interface Executor {
  execute(source: string): Promise<boolean>;
  interrupt(): void;
  locals: Record<string, unknown>;
}

export interface ExecutorSink {
  /** receives the raw value of the last expression */
  log(value: unknown): void;
  /** receives the raw exception, or a format string and a diagnostic's parts */
  error(...values: unknown[]): void;
}

export interface Tslab {
  createExecutor(root: string, convert: Convert, sink: ExecutorSink): Executor;
  /** tslab's public module for cells that import it; its `display` calls go to `show` */
  publicModule(show: (message: TslabDisplay, update: boolean) => void): unknown;
}

export interface TslabDisplay {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

export function loadTslab(): Tslab {
  const require = createRequire(import.meta.url);
  withoutDirectives(require);
  const { createExecutor } = require('tslab/dist/executor.js');
  runWithoutBreakOnSigint(require('node:vm'));
  process.setSourceMapsEnabled(true);
  return {
    createExecutor: (root, convert, sink) =>
      createExecutor(root, { node: { convert: (_declared: string, source: string) => convert(source) } }, sink),
    publicModule: (show) => {
      require('tslab/dist/jupyter.js').lastWriteDisplayData = show;
      return require('tslab');
    },
  };
}

/** The executor would parse each cell with tslab's TypeScript to find `@module` and `@browser`. */
function withoutDirectives(require: NodeJS.Require): void {
  const id = require.resolve('tslab/dist/metadata.js');
  const stub = { id, filename: id, loaded: true, exports: { getCodeMetadata: () => ({}) } };
  require.cache[id] = stub as unknown as NodeJS.Module;
}

/** Drops `breakOnSigint`, the only vm option that tslab runs cells with: see interrupts.ts for why. */
function runWithoutBreakOnSigint(vm: typeof import('node:vm')): void {
  const { runInThisContext } = vm;
  const isTslabs = (options: unknown): boolean => JSON.stringify(options) === '{"breakOnSigint":true}';
  vm.runInThisContext = (code, options) => runInThisContext(code, isTslabs(options) ? {} : options);
}
