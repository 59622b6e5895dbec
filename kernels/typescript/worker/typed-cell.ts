import type { CellTypes } from '../cell-types.js';
import type { ReadCell } from './checker.js';
import { references } from './references.js';
import { isFunctionLike, type Parts, SyntaxKind, statementsOf } from './syntax.js';
import type { Checker } from './typescript.js';

export const noTruncation: number = 1; // NodeBuilderFlags, TypeFormatFlags

/** The names that a cell declares and reads, and its floating promises. The kernel awaits the promises of `display`. */
export function typedCell(cell: ReadCell): Pick<CellTypes, 'declared' | 'uses' | 'floating'> {
  const { file, head, names, project } = cell;
  const { checker } = project;
  const typed = names.filter(({ kind, node }) => kind !== 'import' && declaresVariable(node.parent as Parts));
  const declared = typed.map(({ name, node }) => {
    const type = checker.getTypeAtLocation(node)!;
    const widened = checker.getBaseTypeOfLiteralType(type) ?? type;
    return { name, type: checker.typeToString(widened, node, noTruncation) };
  });
  const statements = statementsOf(file).filter(({ kind, end }) => end > head && kind !== SyntaxKind.ExportDeclaration);
  const floating = statements.flatMap((statement, i) => {
    const last = i === statements.length - 1;
    if (!isFloating(statement, last, checker)) return [];
    const { line, character } = file.getLineAndCharacterOfPosition(statement.getStart(file));
    return [{ line, column: character + 1, last }]; // 0-based, but one line precedes the cell
  });
  return { declared, uses: uses(cell), floating };
}

function uses(cell: ReadCell): CellTypes['uses'] {
  const read = references(cell).filter(({ name, node }) => cell.earlier.includes(name) && !isInFunction(node));
  const first = new Map(read.toReversed().map(({ name, node }) => [name, node]));
  return [...first].map(([name, node]) => {
    const { line, character } = cell.file.getLineAndCharacterOfPosition(node.getStart(cell.file));
    return { name, line, column: character + 1 };
  });
}

function isInFunction(node: Parts): boolean {
  return node.parent !== undefined && (isFunctionLike(node.parent) || isInFunction(node.parent as Parts));
}

function declaresVariable({ kind }: Parts): boolean {
  return (
    kind === SyntaxKind.VariableDeclaration ||
    kind === SyntaxKind.BindingElement ||
    kind === SyntaxKind.FunctionDeclaration
  );
}

function isFloating({ kind, expression }: Parts, last: boolean, checker: Checker): boolean {
  if (kind !== SyntaxKind.ExpressionStatement || !expression || isHandled(expression)) return false;
  if (!last && expression.kind !== SyntaxKind.CallExpression) return false;
  const type = checker.getTypeAtLocation(expression);
  return type !== undefined && checker.getPropertyOfType(type, 'then') !== undefined;
}

function isHandled({ kind, expression, operatorToken }: Parts): boolean {
  if (kind === SyntaxKind.BinaryExpression) return operatorToken?.kind === SyntaxKind.EqualsToken;
  if (kind !== SyntaxKind.CallExpression) return false;
  return expression?.text === 'display' || expression?.name?.text === 'catch';
}
