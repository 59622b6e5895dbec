import type { CellTypes } from '../cell-types.js';
import type { DiagnosedProgram, SourceNode, Typescript } from './typescript.js';

/** The parts of TypeScript's checker that give the types in a cell. */
export interface TypedProgram extends DiagnosedProgram {
  getSourceFile(path: string): CellFile | undefined;
  getTypeChecker(): Types;
}

interface CellFile extends SourceNode {
  statements: Node[];
  locals?: Map<string, { flags: number }>;
  getLineAndCharacterOfPosition(position: number): { line: number; character: number };
}

interface Node {
  kind: number;
  expression?: Node;
  operatorToken?: { kind: number };
  name?: Node;
  getStart(file: CellFile): number;
  getText(file: CellFile): string;
}

interface Types {
  getTypeAtLocation(node: Node): Type;
  getTypeOfSymbolAtLocation(symbol: { flags: number }, node: CellFile): Type;
  getBaseTypeOfLiteralType(type: Type): Type;
  getPromisedTypeOfPromise(type: Type): Type | undefined;
  typeToString(type: Type, enclosing: CellFile, flags: number): string;
}

type Type = object;

const noTruncation = 1;
const variableOrFunction = 1 | 2 | 16; // SymbolFlags

/** The names that a cell declares, and its floating promises. The kernel awaits the promises of `display`. */
export function typedCell(
  cell: CellFile,
  types: Types,
  { SyntaxKind }: Typescript,
): Pick<CellTypes, 'declared' | 'floating'> {
  const declared = [...(cell.locals ?? [])]
    .filter(([, { flags }]) => flags & variableOrFunction)
    .map(([name, symbol]) => {
      const type = types.getBaseTypeOfLiteralType(types.getTypeOfSymbolAtLocation(symbol, cell));
      return { name, type: types.typeToString(type, cell, noTruncation) };
    });
  const statements = cell.statements.filter(({ kind }) => kind !== SyntaxKind.ExportDeclaration);
  const isFloating = (statement: Node, last: boolean): boolean => {
    const { expression } = statement;
    if (statement.kind !== SyntaxKind.ExpressionStatement || !expression || isHandled(expression)) return false;
    if (!last && expression.kind !== SyntaxKind.CallExpression) return false;
    return types.getPromisedTypeOfPromise(types.getTypeAtLocation(expression)) !== undefined;
  };
  const isHandled = (expression: Node): boolean => {
    if (expression.kind === SyntaxKind.BinaryExpression)
      return expression.operatorToken?.kind === SyntaxKind.EqualsToken;
    if (expression.kind !== SyntaxKind.CallExpression) return false;
    const called = expression.expression!;
    return called.getText(cell) === 'display' || called.name?.getText(cell) === 'catch';
  };
  const floating = statements.flatMap((statement, i) => {
    const last = i === statements.length - 1;
    if (!isFloating(statement, last)) return [];
    const { line, character } = cell.getLineAndCharacterOfPosition(statement.getStart(cell));
    return [{ line, column: character + 1, last }]; // 0-based, but tslab prepends one line to the cell
  });
  return { declared, floating };
}
