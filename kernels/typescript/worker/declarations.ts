import type { Statement, SyntaxNode, Typescript } from './typescript.js';

/**
 * The declarations that the next cell starts from: those that tslab gives, and the namespaces and global augmentations of earlier cells, which it
 * forgets after one cell.
 * @param previous what the cell itself started from
 * @param next what tslab gives after it
 */
export function keptDeclarations(previous: string, next: string, typescript: Typescript): string {
  const declarations = withoutRepeatedReferences(next);
  if (!/\b(namespace|module|global)\b/.test(previous)) return declarations;
  const earlier = typescript.createSourceFile('previous.d.ts', previous, 99);
  const known = declaredNames(declarations, typescript);
  const kept = earlier.statements
    .filter(({ kind }) => kind === typescript.SyntaxKind.ModuleDeclaration)
    .filter(({ name }) => !known.has(nameOf(name!, typescript)))
    .map((statement) => previous.slice(statement.getStart(earlier), statement.end));
  return [declarations, ...kept].join('\n');
}

/** Each cell's declarations bring the same reference lines again; they would grow without end. */
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

/** An ambient module is named by a string. */
function nameOf(name: SyntaxNode, typescript: Typescript): string {
  return typescript.isIdentifier(name) ? typescript.idText(name) : (name.text ?? '');
}
