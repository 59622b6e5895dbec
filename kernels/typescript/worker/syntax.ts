import { type Node, NodeFlags, type SourceFile, SyntaxKind } from 'typescript/unstable/ast';

/** Questions about the syntax tree of a cell. */

export type { Node, SourceFile };
export { NodeFlags, SyntaxKind };

/** The optional parts of nodes that the kernel reads, whatever the kind. */
export interface Parts extends Node {
  text?: string;
  name?: Parts;
  propertyName?: Parts;
  label?: Parts;
  expression?: Parts;
  initializer?: Parts;
  type?: Parts;
  body?: Parts;
  modifiers?: readonly Parts[];
  statements?: readonly Parts[];
  elements?: readonly Parts[];
  declarations?: readonly Parts[];
  declarationList?: Parts;
  importClause?: Parts;
  namedBindings?: Parts;
  moduleSpecifier?: Parts;
  exportClause?: Parts;
  isTypeOnly?: boolean;
  phaseModifier?: SyntaxKind;
  isExportEquals?: boolean;
  operatorToken?: Parts;
  token?: SyntaxKind;
  keyword?: SyntaxKind;
  keywordToken?: SyntaxKind;
  tag?: Parts;
  right?: Parts;
  types?: readonly Parts[];
  arguments?: readonly Parts[];
  awaitModifier?: Parts;
}

export function statementsOf(file: SourceFile): readonly Parts[] {
  return file.statements as unknown as readonly Parts[];
}

export function hasModifier({ modifiers }: Parts, kind: SyntaxKind): boolean {
  return modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}

/** The keyword of a declaration of variables. @param flags of its list */
export function variableKeyword(flags: number): 'const' | 'let' | 'var' {
  return flags & NodeFlags.Const ? 'const' : flags & NodeFlags.Let ? 'let' : 'var';
}

/** The identifiers that a name or a pattern such as `{ a, b: [c] }` binds. */
export function boundNames(name: Parts | undefined): Parts[] {
  if (!name) return [];
  if (name.kind === SyntaxKind.Identifier) return [name];
  return (name.elements ?? []).flatMap((element) => boundNames(element.name));
}

export function isFunctionLike({ kind }: Node): boolean {
  return functionKinds.has(kind);
}

const functionKinds = new Set([
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
]);

/** Calls back for each child in the order of the text. */
export function eachChild(node: Node, visit: (child: Parts) => void): void {
  node.forEachChild((child) => {
    visit(child as Parts);
    return undefined;
  });
}
