import type { ReadCell } from './checker.js';
import { type Parts, SyntaxKind } from './syntax.js';
import { SymbolFlags } from './typescript.js';

/** An import declaration of a cell. */
export interface CellImport {
  statement: Parts;
  module: string;
  /** what replaces it; empty if it imports only types */
  code: string;
  /** its names that exist at run time, and the expressions that read them; a module may change the values of its exports */
  bindings: [name: string, access: string][];
}

export function importsOf(statements: readonly Parts[], cell: ReadCell): CellImport[] {
  return statements
    .filter(({ kind }) => kind === SyntaxKind.ImportDeclaration)
    .map((statement, i) => {
      const module = cell.source.slice(
        statement.moduleSpecifier!.getStart(cell.file) - cell.head + 1,
        statement.moduleSpecifier!.end - cell.head - 1,
      );
      const load = `__tslab__.imported(${JSON.stringify(module)});`;
      const { importClause: clause } = statement;
      if (!clause) return { statement, module, code: load, bindings: [] };
      const bindings = bindingsOf(clause, `__import${i}`, cell);
      return { statement, module, code: bindings.length > 0 ? `const __import${i} = ${load}` : '', bindings };
    });
}

function bindingsOf(clause: Parts, holder: string, cell: ReadCell): CellImport['bindings'] {
  if (clause.phaseModifier === SyntaxKind.TypeKeyword) return [];
  const { name, namedBindings } = clause;
  const found: [Parts, string][] = name ? [[name, `${holder}.default`]] : [];
  if (namedBindings?.name) found.push([namedBindings.name, `${holder}.namespace`]);
  for (const element of namedBindings?.elements ?? []) {
    const imported = (element.propertyName ?? element.name!).text!;
    const access = imported === 'default' ? `${holder}.default` : `${holder}.module[${JSON.stringify(imported)}]`;
    if (!element.isTypeOnly) found.push([element.name!, access]);
  }
  return found.filter(([node]) => isValue(node, cell)).map(([node, access]) => [node.text!, access]);
}

/** What TypeScript does not know, as in a module without types, counts as a value. */
function isValue(name: Parts, { project: { checker } }: ReadCell): boolean {
  const symbol = checker.getSymbolAtLocation(name);
  if (!symbol || !(symbol.flags & SymbolFlags.Alias)) return true;
  const aliased = checker.getAliasedSymbol(symbol);
  return checker.isUnknownSymbol(aliased) || (aliased.flags & SymbolFlags.Value) !== 0;
}
