import type { Statement, Typescript } from './tslab.js';

/**
 * The cell as the converter can take it: `export` is blanked out, since every top-level name of a cell is visible to later cells anyway.
 * Nothing moves, so that positions in messages stay right.
 */
export function cellSource(source: string, typescript: Typescript): string {
  if (!/\bexport\b/.test(source)) return source;
  const { SyntaxKind } = typescript;
  const file = typescript.createSourceFile('cell.ts', source, 99, true);
  let result = source;
  const blank = (start: number, end: number): void => {
    result = result.slice(0, start) + result.slice(start, end).replace(/[^\r\n]/g, ' ') + result.slice(end);
  };
  const isKeyword = ({ kind }: { kind: number }): boolean =>
    kind === SyntaxKind.ExportKeyword || kind === SyntaxKind.DefaultKeyword;
  for (const statement of file.statements as Statement[]) {
    if (statement.kind === SyntaxKind.ExportDeclaration) blank(statement.getStart(file), statement.end);
    else if (statement.kind === SyntaxKind.ExportAssignment)
      blank(statement.getStart(file), statement.expression!.getStart(file));
    else
      for (const modifier of statement.modifiers?.filter(isKeyword) ?? []) blank(modifier.getStart(file), modifier.end);
  }
  return result;
}

/** Whether the cell asks not to be type-checked: `// @ts-nocheck` in its first comment lines. */
export function isUnchecked(source: string): boolean {
  return /^(\s*\/\/.*\n)*?\s*\/\/\s*@ts-nocheck\b/.test(source);
}
