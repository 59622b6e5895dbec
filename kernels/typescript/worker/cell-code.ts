import type { SourceMapPayload } from 'node:module';
import { awaitEdits } from './cell-awaits.js';
import { importsOf } from './cell-imports.js';
import type { ReadCell } from './checker.js';
import { compileCell } from './compile.js';
import type { LanguageOptions } from './compiler-options.js';
import { type Edit, edited, editMap } from './edits.js';
import { fileNames, type Reference, references } from './references.js';
import { eachChild, type Parts, SyntaxKind, statementsOf } from './syntax.js';

/** A cell as JavaScript: the body of an async function. What it needs of the kernel are members of `__tslab__`. */
export interface CompiledCell {
  code: string;
  /** from the last compilation step to the first */
  maps(): SourceMapPayload[];
  /** the modules that it imports */
  imports: string[];
  hasLastValue: boolean;
}

/** Lines that the engine puts before the code. */
export const addedLines: number = 1;

/** The property of `__tslab__.exports` that receives the value of a cell's last expression. */
export const lastValue: string = 'tsLastExpr';

/**
 * @param run the number under which the cell's names are shared with later cells
 * @param site the number of an `await` at an offset of the source
 */
export function cellCode(
  cell: ReadCell,
  run: number,
  language: LanguageOptions,
  site: (offset: number) => number,
): CompiledCell {
  const statements = statementsOf(cell.file).filter(({ end }) => end > cell.head);
  const imports = importsOf(statements, cell);
  const access = new Map(imports.flatMap(({ bindings }) => bindings));
  const last = lastExpression(statements, cell.file);
  const edits = [
    ...imports.map(({ statement, code }) => replaced(statement, code, cell)),
    ...statements.flatMap((statement) => withoutExport(statement, last, cell)),
    ...(last ? stored(last, cell) : []),
    ...references(cell).map((reference) => referenceEdit(reference, access.get(reference.name), last, cell)),
    ...statements.flatMap((statement) => bridged(statement, cell)),
    ...statements.flatMap((statement) => awaitEdits(statement, cell, site)),
    { ...at(cell.source.length), text: sharing(cell, run, access) },
  ];
  let maps: SourceMapPayload[] | undefined;
  const compiled = compileCell(edited(cell.source, edits), language);
  return {
    code: compiled.code,
    maps: () => {
      maps ??= [moved(compiled.map()), editMap(cell.source, edits)];
      return maps;
    },
    imports: imports.filter(({ code }) => code).map(({ module }) => module),
    hasLastValue: last !== undefined,
  };
}

function moved(map: SourceMapPayload): SourceMapPayload {
  return { ...map, mappings: ';'.repeat(addedLines) + map.mappings };
}

function replaced(node: Parts, text: string, { file, head }: ReadCell): Edit {
  return { start: node.getStart(file) - head, end: node.end - head, text };
}

function at(position: number): { start: number; end: number } {
  return { start: position, end: position };
}

/** The expression whose value is that of the cell. A semicolon after it hides the value, as in other kernels. */
function lastExpression(statements: readonly Parts[], { text }: ReadCell['file']): Parts | undefined {
  const last = statements.findLast(({ kind }) => kind !== SyntaxKind.ExportDeclaration);
  if (last?.kind === SyntaxKind.ExpressionStatement) return text[last.end - 1] === ';' ? undefined : last.expression;
  return last?.kind === SyntaxKind.ExportAssignment ? last.expression : undefined;
}

/** Every name of a cell is visible to later cells anyway: exports lose their keywords. */
function withoutExport(statement: Parts, last: Parts | undefined, cell: ReadCell): Edit[] {
  const { kind, expression, name, modifiers = [] } = statement;
  if (kind === SyntaxKind.ExportDeclaration) return [replaced(statement, ';', cell)];
  if (kind === SyntaxKind.ExportAssignment) {
    const start = statement.getStart(cell.file) - cell.head;
    const end = expression!.getStart(cell.file) - cell.head;
    return [{ start, end, text: expression === last ? ';' : ';void ' }];
  }
  const keywords = modifiers.filter(
    (modifier) => modifier.kind === SyntaxKind.ExportKeyword || modifier.kind === SyntaxKind.DefaultKeyword,
  );
  // A default export may be an anonymous function or class: it becomes an expression whose value is discarded.
  const isNameless = keywords.length === 2 && !name;
  return [
    ...keywords.map((keyword, i) => replaced(keyword, isNameless && i === 1 ? 'void' : '', cell)),
    ...(isNameless ? [{ ...at(statement.end - cell.head), text: ';' }] : []),
  ];
}

function stored(expression: Parts, { file, head }: ReadCell): Edit[] {
  return [
    { ...at(expression.getStart(file) - head), text: `;__tslab__.exports.${lastValue} = (` },
    { ...at(expression.end - head), text: ')' },
  ];
}

/** @param imported the access to an imported name; others are names of earlier cells or of the file */
function referenceEdit(
  { name, node, isShorthand }: Reference,
  imported: string | undefined,
  last: Parts | undefined,
  cell: ReadCell,
): Edit {
  const access = imported ?? (cell.earlier.includes(name) ? `__tslab__.names.${name}` : fileNames[name]!);
  if (isShorthand) return replaced(node, `${name}: ${access}`, cell);
  if (!isCalled(node)) return replaced(node, access, cell);
  const separator = beginsStatement(node, last, cell) ? ';' : ''; // the line above may lack one
  return replaced(node, `${separator}(0, ${access})`, cell);
}

/** Whether `this` would be the object that holds the name. The grammar of decorators does not allow the other form. */
function isCalled(node: Parts): boolean {
  const { kind, expression, tag, parent } = node.parent as Parts;
  if (kind === SyntaxKind.TaggedTemplateExpression) return tag === node;
  return kind === SyntaxKind.CallExpression && expression === node && parent.kind !== SyntaxKind.Decorator;
}

function beginsStatement(node: Parts, last: Parts | undefined, { file }: ReadCell): boolean {
  const start = node.getStart(file);
  let outer = node;
  while (outer.kind !== SyntaxKind.ExpressionStatement) {
    if (outer === last) return false;
    outer = outer.parent as Parts;
    if (!outer || outer.getStart(file) !== start) return false;
  }
  return (outer.parent as Parts).statements !== undefined;
}

/** Expressions that concern a file or Deno's kernel become members of the bridge. */
function bridged(node: Parts, cell: ReadCell): Edit[] {
  const { kind, expression, name } = node;
  const member = (): string | undefined => {
    if (kind === SyntaxKind.MetaProperty && node.keywordToken === SyntaxKind.ImportKeyword) return '__tslab__.meta';
    if (kind === SyntaxKind.ImportKeyword && node.parent.kind === SyntaxKind.CallExpression) return '__tslab__.import';
    const isDeno = kind === SyntaxKind.PropertyAccessExpression && expression?.text === 'Deno';
    return isDeno && name?.text === 'jupyter' && !declaresDeno(cell) ? '__tslab__.deno' : undefined;
  };
  const text = member();
  if (text) return [replaced(node, text, cell)];
  const edits: Edit[] = [];
  eachChild(node, (child) => edits.push(...bridged(child, cell)));
  return edits;
}

function declaresDeno({ names, scope }: ReadCell): boolean {
  return names.some(({ name }) => name === 'Deno') || scope.names.has('Deno');
}

/** Gives later cells access to the cell's names, which remain its own: both see the assignments of the other. */
function sharing({ names }: ReadCell, run: number, access: ReadonlyMap<string, string>): string {
  const accessors = names.flatMap(({ name, kind, isValue }) => {
    if (!isValue && !access.has(name)) return [];
    const getter = `get ${name}() { return ${access.get(name) ?? name}; }`;
    return kind === 'variable' ? [`${getter}, set ${name}(_${name}) { ${name} = _${name}; }`] : [getter];
  });
  return accessors.length > 0 ? `\n;__tslab__.share(${run}, { ${accessors.join(', ')} });` : '';
}
