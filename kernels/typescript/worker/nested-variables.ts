import type { CellSymbol, SourceNode, SyntaxNode, TypeChecker, Typescript } from './typescript.js';

/** A `var` that a cell declares inside of a block or a loop: it belongs to the whole cell, and so to later cells. */
export interface NestedVariable {
  name: string;
  /** as the declarations of the next cell say it */
  declaration: string;
}

/** Those of a bound cell; declarations, as TypeScript emits them, hold only what stands at the top. */
export function nestedVariables(cell: SourceNode, checker: TypeChecker, typescript: Typescript): NestedVariable[] {
  const { SymbolFlags, TypeFormatFlags } = typescript;
  const isNested = ({ flags, declarations }: CellSymbol): boolean =>
    (flags & SymbolFlags.FunctionScopedVariable) !== 0 &&
    !!declarations?.every((declared) => statementOf(declared, cell).kind !== typescript.SyntaxKind.VariableStatement);
  return [...(cell.locals ?? [])]
    .filter(([, symbol]) => isNested(symbol))
    .map(([key, symbol]) => {
      const name = typescript.unescapeLeadingUnderscores(key);
      const type = checker.getTypeOfSymbolAtLocation(symbol, symbol.declarations![0]);
      return {
        name,
        declaration: `declare var ${name}: ${checker.typeToString(type, cell, TypeFormatFlags.NoTruncation)};`,
      };
    });
}

function statementOf(node: SyntaxNode, cell: unknown): SyntaxNode {
  return node.parent === cell ? node : statementOf(node.parent, cell);
}
