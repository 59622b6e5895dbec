import { readFileSync } from 'node:fs';
import type { ReadCell } from './checker.js';
import { boundNames, eachChild, isFunctionLike, type Parts, SyntaxKind, statementsOf } from './syntax.js';
import { type CompletionEntry, CompletionItemKind } from './typescript.js';

/**
 * The names that may stand at a position where any expression or type may, and keywords. TypeScript's API completes members and strings; for names it
 * would also need an index of all modules, which it does not build.
 * Those of the global scope are not among them.
 */
export function namesInScope({ file, head, scope }: ReadCell, cursor: number): CompletionEntry[] {
  const position = head + cursor;
  const found = new Map<string, CompletionEntry>();
  const add = (names: Parts[], kind: CompletionItemKind): void => {
    for (const { text = '' } of names) if (text) found.set(text, { name: text, kind, sortText: '11' });
  };
  const visit = (node: Parts): void => {
    const kind = kinds.get(node.kind);
    if (kind) add(boundNames(node.name), kind);
    if (isScope(node) && (position < node.pos || position > node.end)) return;
    eachChild(node, visit);
  };
  for (const [name, { declaredBy }] of scope.names)
    found.set(name, { name, kind: kinds.get(declaredBy) ?? CompletionItemKind.Variable, sortText: '11' });
  for (const statement of statementsOf(file)) if (statement.end > head) visit(statement);
  return [...found.values(), ...keywords];
}

const kinds = new Map<SyntaxKind, CompletionItemKind>([
  [SyntaxKind.VariableDeclaration, CompletionItemKind.Variable],
  [SyntaxKind.Parameter, CompletionItemKind.Variable],
  [SyntaxKind.FunctionDeclaration, CompletionItemKind.Function],
  [SyntaxKind.ClassDeclaration, CompletionItemKind.Class],
  [SyntaxKind.EnumDeclaration, CompletionItemKind.Enum],
  [SyntaxKind.InterfaceDeclaration, CompletionItemKind.Interface],
  [SyntaxKind.TypeAliasDeclaration, CompletionItemKind.Interface],
  [SyntaxKind.ModuleDeclaration, CompletionItemKind.Module],
  [SyntaxKind.ImportClause, CompletionItemKind.Variable],
  [SyntaxKind.NamespaceImport, CompletionItemKind.Module],
  [SyntaxKind.ImportSpecifier, CompletionItemKind.Variable],
]);

function isScope(node: Parts): boolean {
  return isFunctionLike(node) || scopes.has(node.kind);
}

const scopes = new Set([SyntaxKind.Block, SyntaxKind.ClassDeclaration, SyntaxKind.ModuleBlock, SyntaxKind.CatchClause]);

const keywords: CompletionEntry[] =
  `abstract any as async await bigint boolean break case catch class const continue debugger declare default delete do else enum export extends
false finally for from function get if implements import in infer instanceof interface is keyof let namespace never new null number object of private
protected public readonly return satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown using var
void while yield`
    .split(/\s+/)
    .map((name) => ({ name, kind: CompletionItemKind.Keyword, sortText: '15' }));

/** The general types of the standard library, such as `Record`; its values are members of `globalThis`. */
export function libraryTypes({ project }: ReadCell): CompletionEntry[] {
  const library = project.program.getSourceFileNames().find((file) => file.endsWith('/lib.es5.d.ts'));
  const text = library ? readFileSync(library, 'utf8') : '';
  return [...text.matchAll(/^(?:interface|type|declare type) (\w+)</gm)].map(([, name]) => ({
    name: name!,
    kind: CompletionItemKind.Interface,
    sortText: '15',
  }));
}
