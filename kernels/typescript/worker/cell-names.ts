import {
  boundNames,
  eachChild,
  hasModifier,
  isFunctionLike,
  NodeFlags,
  type Parts,
  type SourceFile,
  SyntaxKind,
  statementsOf,
} from './syntax.js';

/** A name that a cell declares at its top level. */
export interface CellName {
  name: string;
  /** `constant` and `variable` are declared by const, let and var; `import` is for types, functions, classes, … and imported names */
  kind: 'constant' | 'variable' | 'other' | 'import';
  /** the kind of node that declares it */
  declaredBy: SyntaxKind;
  /** whether it exists at run time; of an imported name only the checker knows */
  isValue: boolean;
  /** whether the cell exports it itself */
  isExported: boolean;
  node: Parts;
}

/** The names of a cell, which begins at `head` in the file; a `var` inside a block or a loop belongs to the whole cell. */
export function cellNames(file: SourceFile, head: number): CellName[] {
  const statements = statementsOf(file).filter(({ end }) => end > head);
  const names = statements.flatMap((statement) => [...namesOf(statement), ...nestedVariables(statement)]);
  const merged = new Map<string, CellName>();
  for (const one of names) {
    const known = merged.get(one.name);
    merged.set(one.name, known ? both(known, one) : one);
  }
  const listed = new Set(statements.flatMap(exportedHere));
  return [...merged.values()].map((one) => (listed.has(one.name) ? { ...one, isExported: true } : one));
}

/** Two declarations of a name. A constant that is also a type is imported, which keeps both meanings, also of a generic type. */
function both(known: CellName, next: CellName): CellName {
  const isConstantAndType = [known.kind, next.kind].sort().join() === 'constant,other';
  return { ...known, kind: isConstantAndType ? 'other' : known.kind, isValue: known.isValue || next.isValue };
}

/** Whether the cell adds to the global scope or to a module, which concerns all later cells. */
export function isAmbient(file: SourceFile): boolean {
  return statementsOf(file).some(
    (statement) =>
      isGlobal(statement) ||
      (statement.kind === SyntaxKind.ModuleDeclaration && statement.name?.kind === SyntaxKind.StringLiteral),
  );
}

/** `declare global`, but not `namespace global`. */
function isGlobal({ kind, name, keyword }: Parts): boolean {
  return kind === SyntaxKind.ModuleDeclaration && name?.text === 'global' && keyword !== SyntaxKind.NamespaceKeyword;
}

function namesOf(statement: Parts): CellName[] {
  const { kind, name, declarationList } = statement;
  const isDeclared = hasModifier(statement, SyntaxKind.DeclareKeyword);
  const isExported =
    hasModifier(statement, SyntaxKind.ExportKeyword) && !hasModifier(statement, SyntaxKind.DefaultKeyword);
  const named = (node: Parts, as: CellName['kind'], isValue: boolean): CellName => ({
    name: node.text!,
    kind: as,
    declaredBy: node.parent.kind,
    isValue: isValue && !isDeclared,
    isExported,
    node,
  });
  if (declarationList) {
    const as = declarationList.flags & NodeFlags.AwaitUsing ? 'constant' : 'variable'; // AwaitUsing has the bits of Const and Using
    return declarationList.declarations!.flatMap((one) => boundNames(one.name)).map((node) => named(node, as, true));
  }
  if (kind === SyntaxKind.ImportDeclaration)
    return importedNames(statement.importClause).map((node) => named(node, 'import', false));
  if (name?.kind !== SyntaxKind.Identifier || isGlobal(statement)) return [];
  if (kind === SyntaxKind.ImportEqualsDeclaration) return [named(name, 'import', !statement.isTypeOnly)];
  if (!declarations.has(kind)) return [];
  const isType = kind === SyntaxKind.InterfaceDeclaration || kind === SyntaxKind.TypeAliasDeclaration;
  return [named(name, 'other', !isType && (kind !== SyntaxKind.ModuleDeclaration || isInstantiated(statement.body)))];
}

const declarations = new Set([
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.EnumDeclaration,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.ModuleDeclaration,
]);

export function importedNames(clause: Parts | undefined): Parts[] {
  const bindings = clause?.namedBindings;
  const named = bindings?.elements ? bindings.elements.map((element) => element.name) : [bindings?.name];
  return [clause?.name, ...named].filter((name) => name !== undefined);
}

/** Whether a namespace contains more than types. */
function isInstantiated(body: Parts | undefined): boolean {
  if (body?.kind === SyntaxKind.ModuleDeclaration) return isInstantiated(body.body);
  return (body?.statements ?? []).some(
    (statement) =>
      statement.kind !== SyntaxKind.InterfaceDeclaration &&
      statement.kind !== SyntaxKind.TypeAliasDeclaration &&
      (statement.kind !== SyntaxKind.ModuleDeclaration || isInstantiated(statement.body)),
  );
}

function nestedVariables(statement: Parts): CellName[] {
  const found: CellName[] = [];
  const visit = (node: Parts): void => {
    if (isFunctionLike(node) || opaque.has(node.kind)) return;
    if (node.kind === SyntaxKind.VariableDeclarationList && !(node.flags & NodeFlags.BlockScoped))
      for (const name of node.declarations!.flatMap((one) => boundNames(one.name)))
        found.push({
          name: name.text!,
          kind: 'variable',
          declaredBy: SyntaxKind.VariableDeclaration,
          isValue: true,
          isExported: false,
          node: name,
        });
    eachChild(node, visit);
  };
  if (!statement.declarationList) visit(statement);
  return found;
}

const opaque = new Set([SyntaxKind.ClassDeclaration, SyntaxKind.ClassExpression, SyntaxKind.ModuleDeclaration]);

/** The names of `export { a }`, without those of `export { a as b }` and `export { a } from 'm'`. */
function exportedHere({ kind, exportClause, moduleSpecifier }: Parts): string[] {
  if (kind !== SyntaxKind.ExportDeclaration || moduleSpecifier) return [];
  return (exportClause?.elements ?? []).flatMap(({ name, propertyName }) => (propertyName ? [] : [name!.text!]));
}
