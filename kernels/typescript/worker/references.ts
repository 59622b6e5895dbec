import { importedNames } from './cell-names.js';
import type { ReadCell } from './checker.js';
import { boundNames, eachChild, hasModifier, type Parts, SyntaxKind, statementsOf } from './syntax.js';

/** An identifier that reads or writes an imported name or one of an earlier cell. */
export interface Reference {
  name: string;
  node: Parts;
  /** in `{ a }`: the name is also that of a property */
  isShorthand: boolean;
}

/** Names that Node declares for each file: in a cell they are those of the notebook. */
export const fileNames: Record<string, string> = {
  __dirname: '__tslab__.meta.dirname',
  __filename: '__tslab__.meta.filename',
  module: '__tslab__.module',
};

/** The references in a cell's code; types are left out. Which names are hidden by inner ones is TypeScript's answer. */
export function references(cell: ReadCell): Reference[] {
  const declared = declaredBefore(cell);
  const wanted = new Set([...declared.map(({ text }) => text), ...Object.keys(fileNames)]);
  const found = valueIdentifiers(cell).filter(({ node }) => wanted.has(node.text));
  if (found.length === 0) return [];
  const { checker } = cell.project;
  const symbols = checker.getSymbolAtLocation([...declared, ...found.map(({ node }) => node)]);
  const known = new Map(declared.map(({ text }, i) => [text!, symbols[i]?.id]));
  return found.flatMap(({ node, isShorthand }, i) => {
    const name = node.text!;
    const symbol = isShorthand ? checker.getShorthandAssignmentValueSymbol(node.parent) : symbols[declared.length + i];
    const isOwn = symbol?.declarations.some(({ path }) => path === cell.file.path);
    const isReference = known.has(name) ? symbol?.id === known.get(name) : !isOwn;
    return isReference ? [{ name, node, isShorthand }] : [];
  });
}

/** The identifiers that declare names of earlier cells before the cell, and the names that the cell imports. */
function declaredBefore({ file, head }: ReadCell): Parts[] {
  return statementsOf(file).flatMap((statement) => {
    const imported = statement.kind === SyntaxKind.ImportDeclaration ? importedNames(statement.importClause) : [];
    if (statement.end > head || !statement.declarationList) return imported;
    return statement.declarationList.declarations!.flatMap((one) => boundNames(one.name));
  });
}

function valueIdentifiers({ file, head }: ReadCell): { node: Parts; isShorthand: boolean }[] {
  const found: { node: Parts; isShorthand: boolean }[] = [];
  const visit = (node: Parts): void => {
    if (node.end <= head || isTypeOnly(node)) return;
    if (node.kind === SyntaxKind.Identifier) {
      const isShorthand = node.parent.kind === SyntaxKind.ShorthandPropertyAssignment && isNameOf(node);
      if (isShorthand || !isName(node)) found.push({ node, isShorthand });
    }
    eachChild(node, visit);
  };
  for (const statement of statementsOf(file)) visit(statement);
  return found;
}

/** Whether a node has no code. The base class of a class is code, although its node is that of a type. */
function isTypeOnly(node: Parts): boolean {
  const { kind } = node;
  if (kind === SyntaxKind.ExpressionWithTypeArguments) return false;
  if (kind === SyntaxKind.HeritageClause) return node.token === SyntaxKind.ImplementsKeyword;
  if (kind >= SyntaxKind.FirstTypeNode && kind <= SyntaxKind.LastTypeNode) return true;
  return typeKinds.has(kind) || hasModifier(node, SyntaxKind.DeclareKeyword);
}

const typeKinds = new Set([
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.TypeParameter,
  SyntaxKind.ImportDeclaration,
  SyntaxKind.ExportDeclaration,
]);

/** Whether an identifier is the name of a declaration, a property or a label, and not a reference. */
function isName(node: Parts): boolean {
  const { propertyName, label, right } = node.parent as Parts;
  const isMember = node.parent.kind === SyntaxKind.QualifiedName && right === node;
  return isNameOf(node) || propertyName === node || label === node || isMember;
}

function isNameOf(node: Parts): boolean {
  return (node.parent as Parts).name === node;
}
