/** The part of the TypeScript namespace that this kernel uses or replaces, as in tslab's fork. */

export interface SourceNode {
  fileName: string;
  impliedNodeFormat?: unknown;
  /** the top-level names of the file, once it is bound */
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
  getAliasedSymbol(symbol: CellSymbol): CellSymbol;
  getTypeOfSymbolAtLocation(symbol: CellSymbol, node: unknown): { symbol?: CellSymbol };
  typeToString(type: unknown, enclosing: unknown, flags: number): string;
}

export interface CellSymbol {
  flags: number;
  declarations?: Declaration[];
}

export interface Declaration extends SyntaxNode {
  getText(): string;
  getSourceFile(): unknown;
}

export interface SyntaxNode {
  kind: number;
  flags: number;
  parent: SyntaxNode;
  keywordToken?: number;
  text?: string;
  arguments?: SyntaxNode[];
  /** of `for await` */
  awaitModifier?: unknown;
  name?: SyntaxNode;
  expression?: SyntaxNode;
  /** of a file: what it declares */
  locals?: Map<string, CellSymbol>;
  propertyName?: SyntaxNode;
  elements?: SyntaxNode[];
  initializer?: SyntaxNode;
  dotDotDotToken?: SyntaxNode;
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

export interface Typescript {
  sys: System;
  version: string;
  SyntaxKind: Record<string, number>;
  NodeFlags: { Const: number; GlobalAugmentation: number };
  SymbolFlags: { FunctionScopedVariable: number; Alias: number; Variable: number };
  TypeFormatFlags: { NoTruncation: number };
  createWatchCompilerHost(roots: string[], options: Record<string, unknown>, system: System, ...rest: unknown[]): Host;
  createAbstractBuilder: unknown;
  getTouchingPropertyName(file: SourceNode, position: number): SyntaxNode;
  bindSourceFile(file: SourceNode | undefined, options: unknown): void;
  createModuleResolutionCache(folder: string, canonical: (name: string) => string, options: unknown): unknown;
  resolveModuleName(name: string, containing: string, options: unknown, host: unknown, cache: unknown): Resolution;
  getPreEmitDiagnosticsOfFiles(program: DiagnosedProgram, files: SourceNode[]): { code: number }[];
  transpileModule(
    text: string,
    options: {
      fileName?: string;
      compilerOptions: Record<string, unknown>;
      transformers?: { before: Transformer[] };
    },
  ): { outputText: string; sourceMapText?: string };
  createSourceFile(name: string, text: string, target: number, parents?: boolean, kind?: number): ParsedFile;
  factory: {
    createIdentifier(text: string): SyntaxNode;
    createCallExpression(callee: SyntaxNode, types: undefined, values: SyntaxNode[]): SyntaxNode;
    createPropertyAccessExpression(object: SyntaxNode, name: SyntaxNode): SyntaxNode;
    createPropertyAssignment(name: SyntaxNode, value: SyntaxNode): SyntaxNode;
    createBindingElement(
      rest: undefined,
      property: SyntaxNode,
      name: SyntaxNode,
      initial: SyntaxNode | undefined,
    ): SyntaxNode;
    createExportSpecifier(isTypeOnly: boolean, property: SyntaxNode, name: SyntaxNode): SyntaxNode;
    createAssignment(target: SyntaxNode, value: SyntaxNode): SyntaxNode;
  };
  idText(identifier: SyntaxNode): string;
  unescapeLeadingUnderscores(name: string): string;
  isFunctionLike(node: SyntaxNode): boolean;
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
