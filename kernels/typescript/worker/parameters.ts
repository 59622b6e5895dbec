import type { DeclaredParameter, ParameterAnswer, ParameterQuestion } from '../parameters.js';
import { cellSource } from './cell-source.js';
import { declarationsForNextCell } from './declarations.js';
import type { Converter, Diagnostic } from './tslab.js';
import type { DiagnosedProgram, SourceNode, Typescript } from './typescript.js';

/**
 * Lists the parameters that a cell declares and the values that do not match their types. The values are assigned to variables of the declared
 * types in a function appended to the cell, which is checked and never runs: there a name has its declared type, not that of its first value.
 */
export function checkParameters(
  { code, earlier, values }: ParameterQuestion,
  converter: Converter,
  typescript: Typescript,
): ParameterAnswer {
  const source = cellSource(code, typescript);
  const parameters = declaredParameters(source, typescript);
  const unreadable = typescript.createSourceFile('cell.ts', source, 99).parseDiagnostics[0]?.messageText;
  if (unreadable !== undefined) return { parameters, problems: [], unreadable: textOf(unreadable) };
  const given = parameters.filter(({ name }) => Object.hasOwn(values, name));
  const first = source.split('\n').length + 1; // the line of the function's head, equal to the 0-based line of the first variable
  const body = parameters.flatMap(({ name }, i) => [
    `let __parameter${i} = (${name});`,
    Object.hasOwn(values, name) ? `__parameter${i} = ${values[name]};` : '',
  ]);
  const checked = [source, ';function __parameters() {', ...body, '}'].join('\n');
  const { diagnostics, types } = checkWithTypes(checked, declarationsAfter(earlier, converter, typescript));
  const problems = given.flatMap(({ name }) => {
    const i = parameters.findIndex((parameter) => parameter.name === name);
    const messages = diagnostics.filter(({ start }) => start.line === first + 2 * i + 1);
    return isInformative(types[i]) && messages.length > 0
      ? [{ name, message: messages.map(({ messageText }) => messageText).join(' ') }]
      : [];
  });
  return {
    parameters: parameters.map((one, i) => ({ ...one, type: isInformative(types[i]) ? types[i] : undefined })),
    problems,
  };

  function checkWithTypes(
    text: string,
    previous: string,
  ): { diagnostics: Diagnostic[]; types: (string | undefined)[] } {
    const { getPreEmitDiagnosticsOfFiles: diagnose } = typescript;
    let types: (string | undefined)[] = [];
    typescript.getPreEmitDiagnosticsOfFiles = (program, files) => {
      const [cell] = files as CellFile[];
      if (cell?.fileName.endsWith('/__tslab__.ts')) types = typesOfVariables(cell, program as TypedProgram, typescript);
      return diagnose(program, files);
    };
    try {
      return { diagnostics: converter.convert(previous, text).diagnostics, types };
    } finally {
      typescript.getPreEmitDiagnosticsOfFiles = diagnose;
    }
  }
}

interface Node {
  kind: number;
  end: number;
  statements?: Node[];
  body?: Node;
  name?: Node;
  type?: Node;
  initializer?: Node;
  elements?: Node[];
  declarationList?: { flags: number; declarations: Node[] };
  getStart(file: unknown): number;
  getText(file: unknown): string;
}

interface CellFile extends SourceNode {
  statements: Node[];
}

interface TypedProgram extends DiagnosedProgram {
  getTypeChecker(): {
    getTypeAtLocation(node: Node): object;
    typeToString(type: object, enclosing: CellFile, flags: number): string;
  };
}

function declaredParameters(source: string, typescript: Typescript): DeclaredParameter[] {
  const file = typescript.createSourceFile('cell.ts', source, 99, true);
  return (file.statements as unknown as Node[]).flatMap((statement) => {
    const { flags = 0, declarations = [] } = statement.declarationList ?? {};
    const keyword = flags & typescript.NodeFlags.Const ? 'const' : flags & 1 ? 'let' : 'var';
    return declarations.flatMap((declaration, i) => {
      const { type, initializer } = declaration;
      const start = i === 0 ? statement.getStart(file) : declaration.getStart(file);
      return namesIn(declaration.name).map((name): DeclaredParameter => {
        const before = source.slice(0, name.getStart(file)).split('\n');
        const isPlain = name === declaration.name;
        return {
          name: name.getText(file),
          type: undefined,
          annotation: isPlain ? type?.getText(file) : undefined,
          keyword,
          default: isPlain ? (initializer?.getText(file) ?? '') : '',
          help: trailingComment(source.slice(declaration.end)) || precedingComment(source.slice(0, start)),
          line: before.length,
          column: before.at(-1)!.length + 1,
        };
      });
    });
  });
}

/** One name, or those of a pattern such as `{ a, b: [c] }`. */
function namesIn(name: Node | undefined): Node[] {
  if (!name?.elements) return name ? [name] : [];
  return name.elements.flatMap((element) => namesIn(element.name));
}

function typesOfVariables(cell: CellFile, program: TypedProgram, { SyntaxKind }: Typescript): string[] {
  const checker = program.getTypeChecker();
  const functions = cell.statements.filter(({ kind }) => kind === SyntaxKind.FunctionDeclaration);
  const variables = functions.at(-1)?.body?.statements?.flatMap((one) => one.declarationList?.declarations ?? []) ?? [];
  return variables.map(({ name }) => checker.typeToString(checker.getTypeAtLocation(name!), cell, noTruncation));
}

const noTruncation = 1;

/** `null` and the empty list are placeholders for a later value. */
function isInformative(type: string | undefined): boolean {
  return type !== undefined && !['null', 'undefined', 'any', 'any[]', 'never[]', 'unknown'].includes(type);
}

function declarationsAfter(cells: string[], converter: Converter, typescript: Typescript): string {
  return cells.reduce((previous, cell) => {
    const { declOutput } = converter.convert(previous, cellSource(cell, typescript));
    return declOutput === undefined ? previous : declarationsForNextCell(previous, declOutput, typescript);
  }, '');
}

function trailingComment(after: string): string {
  const [, line, block] = /^[ \t]*[,;]?[ \t]*(?:\/\/(.*)|\/\*(.*?)\*\/)/.exec(after) ?? [];
  return (line ?? block ?? '').trim();
}

function precedingComment(before: string): string {
  const lines = /(?:(?:^|\n)[ \t]*\/\/[^\n]*)+\n[ \t]*$/.exec(before)?.[0];
  if (lines) return sentence(lines.split('\n').map((line) => line.replace(/^\s*\/\/+/, '')));
  const block = /(?:^|\n)[ \t]*\/\*+((?:(?!\*\/)[\s\S])*)\*\/[ \t]*\n[ \t]*$/.exec(before)?.[1];
  return block === undefined ? '' : sentence(block.split('\n').map((line) => line.replace(/^\s*\*/, '')));
}

function sentence(lines: string[]): string {
  return lines
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ');
}

function textOf(message: unknown): string {
  return typeof message === 'string' ? message : String((message as { messageText?: unknown }).messageText);
}
