import type { CellSymbol, SourceNode, SyntaxNode, TypeChecker, Typescript } from './typescript.js';

/** A `var` declared inside a block or a loop: its scope is the whole cell, and so later cells see it. */
export interface NestedVariable {
  name: string;
  /** the declaration that the next cell starts with */
  declaration: string;
}

/** The nested variables of a bound cell; the declarations that TypeScript emits contain only top-level ones. */
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
