import { createRequire } from 'node:module';
import type { Typescript } from './typescript.js';

/**
 * The only module that touches tslab. It uses private parts of tslab 1.0.22 (dist/converter.js, dist/executor.js) and of the
 * TypeScript fork it is built on; test/kernels/tslab.test.ts verifies them.
 */

export interface Diagnostic {
  start: { line: number; character: number };
  end: { line: number; character: number };
  messageText: string;
  category: number;
  code: number;
  fileName?: string;
}

export interface Converted {
  output?: string;
  declOutput?: string;
  diagnostics: Diagnostic[];
  lastExpressionVar?: string;
  hasToplevelAwait?: boolean;
}

export interface Converter {
  convert(previous: string, source: string): Converted;
  inspect(previous: string, source: string, position: number): QuickInfo | undefined;
  complete(previous: string, source: string, position: number): Completions;
  addModule(name: string, source: string, meta?: unknown): Diagnostic[];
  close(): void;
}

export interface Completions {
  start: number;
  end: number;
  candidates: string[];
  original?: { entries?: { name: string; kind: string }[] };
}

export interface QuickInfo {
  displayParts?: TextPart[];
  documentation?: TextPart[];
  tags?: { name: string; text?: TextPart[] }[];
}

export interface TextPart {
  text: string;
}

/** The line that the converter prepends to each cell, to make it a module. */
export const cellHead: string = 'export {};\n';

export interface Executor {
  execute(source: string): Promise<boolean>;
  inspect(source: string, position: number): QuickInfo | undefined;
  complete(source: string, position: number): Completions;
  interrupt(): void;
  locals: Record<string, unknown>;
}

export interface ExecutorSink {
  /** receives the raw value of the last expression */
  log(value: unknown): void;
  /** receives the raw exception, or a format string and a diagnostic's parts */
  error(...values: unknown[]): void;
}

export interface Converters {
  node: Converter;
  browser: Converter;
  close(): void;
}

export interface Tslab {
  /** a copy of the namespace that tslab's converter uses: replacing a member changes the converter's behaviour */
  typescript: Typescript;
  createConverter(root: string): Converter;
  createExecutor(root: string, converters: Converters, sink: ExecutorSink): Executor;
  /** tslab's indentation after an unfinished line */
  isCompleteCode(code: string): { completed: boolean; indent?: string };
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
  const namespace = '@tslab/typescript-for-tslab';
  const typescript: Typescript = { ...require(namespace) };
  require.cache[require.resolve(namespace)]!.exports = typescript;
  const { createConverter, isCompleteCode } = require('tslab/dist/converter.js');
  const { createExecutor } = require('tslab/dist/executor.js');
  runWithoutBreakOnSigint(require('node:vm'));
  process.setSourceMapsEnabled(true); // only now: otherwise Node would search TypeScript's nine megabytes for a map
  return {
    typescript,
    createExecutor,
    isCompleteCode,
    createConverter: (root) => {
      const { getCurrentDirectory } = typescript.sys;
      typescript.sys.getCurrentDirectory = () => root; // the converter uses the working directory as its root
      try {
        return createConverter();
      } finally {
        typescript.sys.getCurrentDirectory = getCurrentDirectory;
      }
    },
    publicModule: (show) => {
      require('tslab/dist/jupyter.js').lastWriteDisplayData = show;
      return require('tslab');
    },
  };
}

/** Drops `breakOnSigint`, the only vm option that tslab runs cells with: see interrupts.ts for why. */
function runWithoutBreakOnSigint(vm: typeof import('node:vm')): void {
  const { runInThisContext } = vm;
  const isTslabs = (options: unknown): boolean => JSON.stringify(options) === '{"breakOnSigint":true}';
  vm.runInThisContext = (code, options) => runInThisContext(code, isTslabs(options) ? {} : options);
}
