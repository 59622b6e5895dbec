import type { ParsedFile, Statement, Typescript } from './typescript.js';

/**
 * The cell in a form that the converter accepts: blanks replace `export`, since every top-level name of a cell is visible to later cells
 * anyway, import attributes (`with { type: 'json' }`), which TypeScript 5.0 cannot parse, and a `#!` line. Nothing moves, so that
 * positions in messages stay correct.
 */
export function cellSource(source: string, typescript: Typescript): string {
  if (!/\bexport\b|\bwith\b|^#!/.test(source)) return source;
  const file = typescript.createSourceFile('cell.ts', source, 99, true);
  const statements = file.statements as Statement[];
  const ranges = statements.flatMap((statement, i) => [
    ...exportRanges(statement, file, typescript),
    ...attributesBehind(statements[i - 1], statement, file, source, typescript),
  ]);
  const shebang = /^#!.*/.exec(source)?.[0].length ?? 0;
  return [...ranges, { start: 0, end: shebang }].reduce(blanked, source);
}

/** A module without its import attributes; nothing moves. */
export function withoutAttributes(source: string, typescript: Typescript): string {
  if (!/\bwith\b/.test(source)) return source;
  const file = typescript.createSourceFile('module.ts', source, 99, true);
  const statements = file.statements as Statement[];
  const ranges = statements.flatMap((statement, i) =>
    attributesBehind(statements[i - 1], statement, file, source, typescript),
  );
  return ranges.reduce(blanked, source);
}

/** Whether the cell opts out of type checking: `// @ts-nocheck` in its first comment lines. */
export function isUnchecked(source: string): boolean {
  return /^(\s*\/\/.*\n)*?\s*\/\/\s*@ts-nocheck\b/.test(source);
}

interface Range {
  start: number;
  end: number;
  /** replaces the last blanks */
  instead?: string;
}

function exportRanges(statement: Statement, file: ParsedFile, { SyntaxKind }: Typescript): Range[] {
  const start = statement.getStart(file);
  if (statement.kind === SyntaxKind.ExportDeclaration) return [{ start, end: statement.end, instead: ';' }];
  if (statement.kind === SyntaxKind.ExportAssignment)
    return [{ start, end: statement.expression!.getStart(file), instead: ';' }];
  const keywords = (statement.modifiers ?? []).filter(
    ({ kind }) => kind === SyntaxKind.ExportKeyword || kind === SyntaxKind.DefaultKeyword,
  );
  // A default export may be an anonymous function or class: it becomes an expression whose value is discarded.
  const isNameless = keywords.length === 2 && !statement.name;
  return keywords.map((keyword, i) => ({
    start: keyword.getStart(file),
    end: keyword.end,
    instead: isNameless && i === 1 ? 'void' : '',
  }));
}

/** TypeScript 5.0 parses the attributes of an import as a `with` statement after it. */
function attributesBehind(
  before: Statement | undefined,
  statement: Statement,
  file: ParsedFile,
  source: string,
  { SyntaxKind }: Typescript,
): Range[] {
  const isImport = before?.kind === SyntaxKind.ImportDeclaration || before?.kind === SyntaxKind.ExportDeclaration;
  if (!isImport || statement.kind !== SyntaxKind.WithStatement) return [];
  const start = statement.getStart(file);
  const attributes = /^with\s*\{[^{}]*\}/.exec(source.slice(start))?.[0];
  return attributes ? [{ start, end: start + attributes.length }] : [];
}

function blanked(text: string, { start, end, instead = '' }: Range): string {
  const blank = text.slice(start, end - instead.length).replace(/[^\r\n]/g, ' ');
  return text.slice(0, start) + blank + instead + text.slice(end);
}
