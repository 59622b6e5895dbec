import { createRequire } from 'node:module';

/**
 * The one place that touches tslab. It uses private parts of tslab 1.0.22 (dist/converter.js, dist/executor.js, dist/inspect.js) and of the
 * TypeScript fork it is built on; test/kernels/tslab.test.ts keeps the contract.
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
  complete(previous: string, source: string, position: number): { start: number; end: number; candidates: string[] };
  addModule(name: string, source: string, meta?: unknown): Diagnostic[];
  close(): void;
}

export interface QuickInfo {
  textSpan?: { start: number; length: number };
}

export interface Executor {
  execute(source: string): Promise<boolean>;
  inspect(source: string, position: number): QuickInfo | undefined;
  complete(source: string, position: number): { start: number; end: number; candidates: string[] };
  interrupt(): void;
  locals: Record<string, unknown>;
}

export interface ExecutorSink {
  /** gets the raw value of the last expression */
  log(value: unknown): void;
  /** gets the raw exception, or a format string and a diagnostic's parts */
  error(...values: unknown[]): void;
}

export interface Converters {
  node: Converter;
  browser: Converter;
  close(): void;
}

export interface SourceNode {
  fileName: string;
  impliedNodeFormat?: unknown;
  /** the names at the top of the file, once it is bound */
  locals?: Map<string, CellSymbol>;
}

export interface Resolution {
  resolvedModule?: unknown;
}

export interface Builder {
  getProgram(): {
    emit(...values: unknown[]): unknown;
    getSourceFile(path: string): SourceNode | undefined;
    getCompilerOptions(): unknown;
    getTypeChecker(): TypeChecker;
  };
  getAllDependencies(file: SourceNode): string[];
  emit(file: SourceNode, write: unknown, token: unknown, only: unknown, transformers: object): unknown;
}

export interface TypeChecker {
  getShorthandAssignmentValueSymbol(node: SyntaxNode): CellSymbol | undefined;
  getSymbolAtLocation(node: SyntaxNode): CellSymbol | undefined;
  getTypeOfSymbolAtLocation(symbol: CellSymbol, node: unknown): unknown;
  typeToString(type: unknown, enclosing: unknown, flags: number): string;
}

export interface CellSymbol {
  flags: number;
  declarations?: Declaration[];
}

export interface Declaration extends SyntaxNode {
  getSourceFile(): unknown;
}

export interface SyntaxNode {
  kind: number;
  flags: number;
  parent: SyntaxNode;
  keywordToken?: number;
  text?: string;
  arguments?: SyntaxNode[];
  name?: SyntaxNode;
  propertyName?: SyntaxNode;
  elements?: SyntaxNode[];
  objectAssignmentInitializer?: SyntaxNode;
}

export type Transformer = (context: unknown) => (file: SyntaxNode) => SyntaxNode;

export interface System {
  getCurrentDirectory(): string;
  readFile(path: string, ...rest: unknown[]): string | undefined;
  fileExists(path: string): boolean;
  watchFile(path: string, changed: (path: string, kind: number) => void, ...rest: unknown[]): { close(): void };
  watchDirectory(...values: unknown[]): { close(): void };
}

export interface Token {
  getStart(file: unknown): number;
  end: number;
}

export interface Statement extends Token {
  modifiers?: (Token & { kind: number })[];
  kind: number;
  isExportEquals?: boolean;
  name?: SyntaxNode;
  expression?: Token;
  declarationList?: { flags: number; declarations: SyntaxNode[] };
  moduleSpecifier?: SyntaxNode;
  exportClause?: { elements: SyntaxNode[] };
}

export interface ParsedFile {
  statements: Statement[];
  parseDiagnostics: { start: number; length: number; code: number; messageText: unknown }[];
}

export interface Host {
  hasInvalidatedResolutions?: () => boolean;
  resolveModuleNameLiterals?: (
    literals: { text: string }[],
    containing: string,
    redirect: unknown,
    settings: unknown,
    file: SourceNode | undefined,
  ) => Resolution[];
}

/** The part of the TypeScript namespace that this kernel uses or replaces. */
export interface Typescript {
  sys: System;
  version: string;
  SyntaxKind: Record<string, number>;
  NodeFlags: { Const: number; GlobalAugmentation: number };
  SymbolFlags: { FunctionScopedVariable: number };
  TypeFormatFlags: { NoTruncation: number };
  createWatchCompilerHost(roots: string[], options: Record<string, unknown>, system: System, ...rest: unknown[]): Host;
  createAbstractBuilder: unknown;
  bindSourceFile(file: SourceNode | undefined, options: unknown): void;
  createModuleResolutionCache(folder: string, canonical: (name: string) => string, options: unknown): unknown;
  resolveModuleName(name: string, containing: string, options: unknown, host: unknown, cache: unknown): Resolution;
  getPreEmitDiagnosticsOfFiles(program: DiagnosedProgram, files: SourceNode[]): { code: number }[];
  transpileModule(
    text: string,
    options: { fileName?: string; compilerOptions: Record<string, unknown> },
  ): { outputText: string; sourceMapText?: string };
  createSourceFile(name: string, text: string, target: number, parents?: boolean, kind?: number): ParsedFile;
  factory: {
    createIdentifier(text: string): SyntaxNode;
    createCallExpression(callee: SyntaxNode, types: undefined, values: SyntaxNode[]): SyntaxNode;
    createPropertyAccessExpression(object: SyntaxNode, name: SyntaxNode): SyntaxNode;
    createPropertyAssignment(name: SyntaxNode, value: SyntaxNode): SyntaxNode;
    createAssignment(target: SyntaxNode, value: SyntaxNode): SyntaxNode;
  };
  idText(identifier: SyntaxNode): string;
  isIdentifier(node: SyntaxNode): boolean;
  isMetaProperty(node: SyntaxNode): boolean;
  isImportCall(node: SyntaxNode): boolean;
  isBindingElement(node: SyntaxNode): boolean;
  isPropertyAssignment(node: SyntaxNode): boolean;
  isShorthandPropertyAssignment(node: SyntaxNode): boolean;
  setSourceMapRange(node: SyntaxNode, range: SyntaxNode): SyntaxNode;
  visitNode(node: SyntaxNode, visit: (node: SyntaxNode) => SyntaxNode): SyntaxNode;
  visitEachChild(node: SyntaxNode, visit: (node: SyntaxNode) => SyntaxNode, context: unknown): SyntaxNode;
}

export interface DiagnosedProgram {
  getSyntacticDiagnostics(file: SourceNode | undefined): { code: number }[];
  getSemanticDiagnostics(file: SourceNode | undefined): { code: number }[];
}

export interface Tslab {
  /** a copy of the namespace that tslab's converter works with: replacing a member changes what the converter does */
  typescript: Typescript;
  createConverter(root: string): Converter;
  createExecutor(root: string, converters: Converters, sink: ExecutorSink): Executor;
  /** tslab's indentation after an unfinished line */
  isCompleteCode(code: string): { completed: boolean; indent?: string };
  printQuickInfo(info: QuickInfo): string;
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
  const { printQuickInfo } = require('tslab/dist/inspect.js');
  process.setSourceMapsEnabled(true); // only now: Node would search TypeScript's nine megabytes for a map
  return {
    typescript,
    createExecutor,
    isCompleteCode,
    printQuickInfo,
    createConverter: (root) => {
      const { getCurrentDirectory } = typescript.sys;
      typescript.sys.getCurrentDirectory = () => root; // the converter takes the working directory for its root
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

/** tslab runs cells with vm's `breakOnSigint`, and nothing but it: see interrupts.ts for why it is left out. */
function runWithoutBreakOnSigint(vm: typeof import('node:vm')): void {
  const { runInThisContext } = vm;
  const isTslabs = (options: unknown): boolean => JSON.stringify(options) === '{"breakOnSigint":true}';
  vm.runInThisContext = (code, options) => runInThisContext(code, isTslabs(options) ? {} : options);
}
