import type { DeclaredParameter, ParameterAnswer, ParameterQuestion } from '../parameters.js';
import type { Checker, Diagnostic, ReadCell } from './checker.js';
import { emptyScope, type Scope } from './scope.js';
import { boundNames, type Parts, SyntaxKind, statementsOf, variableKeyword } from './syntax.js';
import { noTruncation } from './typed-cell.js';

/**
 * Lists the parameters that a cell declares and the values that do not match their types. The values are assigned to variables of the declared
 * types in a function appended to the cell, which is checked and never runs: there a name has its declared type, not that of its first value.
 */
export function checkParameters({ code, earlier, values }: ParameterQuestion, checker: Checker): ParameterAnswer {
  const scope = scopeOf(earlier, checker);
  const cell = checker.read(code, scope);
  const parameters = declaredParameters(cell);
  const unreadable = cell.syntaxErrors[0]?.messageText;
  if (unreadable !== undefined) return { parameters, problems: [], unreadable };
  const first = code.split('\n').length + 1; // the line of the function's head, equal to the 0-based line of the first variable
  const body = parameters.flatMap(({ name }, i) => [
    `let __parameter${i} = (${name});`,
    Object.hasOwn(values, name) ? `__parameter${i} = ${values[name]};` : '',
  ]);
  const checked = checker.read([code, ';function __parameters() {', ...body, '}'].join('\n'), scope);
  const errors = checked.syntaxErrors.length > 0 ? checked.syntaxErrors : checker.typeErrors(checked);
  const types = typesOfVariables(checked);
  const problems = parameters.flatMap(({ name }, i) => {
    const messages = errors.filter(({ start }) => start.line === first + 2 * i + 1);
    return isInformative(types[i]) && messages.length > 0
      ? [{ name, message: messages.map(({ messageText }: Diagnostic) => messageText).join(' ') }]
      : [];
  });
  return {
    parameters: parameters.map((one, i) => ({ ...one, type: isInformative(types[i]) ? types[i] : undefined })),
    problems,
  };
}

function scopeOf(cells: string[], checker: Checker): Scope {
  return cells.reduce((scope, source) => checker.keep(checker.read(source, scope)), emptyScope);
}

function declaredParameters({ file, head, source }: ReadCell): DeclaredParameter[] {
  const at = (node: Parts): number => node.getStart(file) - head;
  const textOf = (node: Parts | undefined): string | undefined => node?.getText(file);
  return statementsOf(file).flatMap((statement) => {
    const { flags = 0, declarations = [] } = statement.end > head ? (statement.declarationList ?? {}) : {};
    const keyword = variableKeyword(flags);
    return declarations.flatMap((declaration, i) => {
      const { type, initializer } = declaration;
      const start = at(i === 0 ? statement : declaration);
      return boundNames(declaration.name).map((name): DeclaredParameter => {
        const before = source.slice(0, at(name)).split('\n');
        const isPlain = name === declaration.name;
        return {
          name: name.text!,
          type: undefined,
          annotation: isPlain ? textOf(type) : undefined,
          keyword,
          default: isPlain ? (textOf(initializer) ?? '') : '',
          help: trailingComment(source.slice(declaration.end - head)) || precedingComment(source.slice(0, start)),
          line: before.length,
          column: before.at(-1)!.length + 1,
        };
      });
    });
  });
}

function typesOfVariables({ file, project: { checker } }: ReadCell): string[] {
  const functions = statementsOf(file).filter(({ kind }) => kind === SyntaxKind.FunctionDeclaration);
  const variables = functions.at(-1)?.body?.statements?.flatMap((one) => one.declarationList?.declarations ?? []) ?? [];
  return variables.map(({ name }) => checker.typeToString(checker.getTypeAtLocation(name!)!, name, noTruncation));
}

/** `null` and the empty list are placeholders for a later value. */
function isInformative(type: string | undefined): boolean {
  return type !== undefined && !['null', 'undefined', 'any', 'any[]', 'never[]', 'unknown'].includes(type);
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
