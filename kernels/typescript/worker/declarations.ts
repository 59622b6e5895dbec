import type { Statement, SyntaxNode, Typescript } from './typescript.js';

/**
 * The declarations that the next cell starts with: those that tslab returns, and the namespaces and global augmentations of earlier cells, which
 * tslab drops after one cell.
 * @param previous the declarations that the cell itself started with
 * @param next the declarations that tslab returned for the cell
 */
export function declarationsForNextCell(previous: string, next: string, typescript: Typescript): string {
  const declarations = withoutRepeatedReferences(next);
  if (!/\b(namespace|module|global)\b/.test(previous)) return declarations;
  const earlier = typescript.createSourceFile('previous.d.ts', previous, 99);
  const known = declaredNames(declarations, typescript);
  const carriedOver = earlier.statements
    .filter(({ kind }) => kind === typescript.SyntaxKind.ModuleDeclaration)
    .filter(({ name }) => !known.has(nameOf(name!, typescript)))
    .map((statement) => previous.slice(statement.getStart(earlier), statement.end));
  return [declarations, ...carriedOver].join('\n');
}

/** Each cell's declarations repeat the same reference lines; they would accumulate. */
function withoutRepeatedReferences(declarations: string): string {
  return declarations.replace(/^\/\/\/ <reference types="node" \/>\n/gm, '');
}

function declaredNames(declarations: string, typescript: Typescript): Set<string> {
  const { statements } = typescript.createSourceFile('next.d.ts', declarations, 99);
  const namesOf = ({ name, declarationList }: Statement): string[] =>
    [name, ...(declarationList?.declarations ?? []).map((declared) => declared.name)].flatMap((named) =>
      named ? [nameOf(named, typescript)] : [],
    );
  return new Set(statements.flatMap(namesOf));
}

/** The name of an ambient module is a string. */
function nameOf(name: SyntaxNode, typescript: Typescript): string {
  return typescript.isIdentifier(name) ? typescript.idText(name) : (name.text ?? '');
}
