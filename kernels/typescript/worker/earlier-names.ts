import type { CellSymbol, SyntaxNode, Transformer, TypeChecker, Typescript } from './tslab.js';

/**
 * Names of earlier cells live on `exports`: tslab writes `exports.s` for each `s` that its checker follows to an earlier cell. Two places cannot
 * hold that, and are rewritten before it looks: the shorthand `{ s }`, of which tslab sees the new property only, becomes `{ s: exports.s }`; and
 * the key in `const { s: t } = earlier`, which the checker follows to the declaration of `earlier`, becomes a name that it does not know.
 * @param isEarlier whether a symbol was declared in an earlier cell
 */
export function earlierNames(
  typescript: Typescript,
  checker: TypeChecker,
  isEarlier: (symbol: CellSymbol | undefined) => boolean,
): Transformer {
  const { factory, setSourceMapRange } = typescript;
  const named = (name: SyntaxNode): SyntaxNode =>
    setSourceMapRange(factory.createIdentifier(typescript.idText(name)), name);

  return (context) => (file) => {
    const expanded = (node: SyntaxNode): SyntaxNode => {
      const { name, objectAssignmentInitializer: initial } = node;
      const value = factory.createPropertyAccessExpression(factory.createIdentifier('exports'), named(name!));
      setSourceMapRange(value, name!);
      return factory.createPropertyAssignment(
        named(name!),
        initial ? factory.createAssignment(value, typescript.visitNode(initial, visit)) : value,
      );
    };
    const isKey = (node: SyntaxNode): boolean =>
      typescript.isIdentifier(node) &&
      ((typescript.isPropertyAssignment(node.parent) && node.parent.name === node) ||
        (typescript.isBindingElement(node.parent) && node.parent.propertyName === node));
    const visit = (node: SyntaxNode): SyntaxNode => {
      if (isKey(node)) return named(node);
      if (typescript.isShorthandPropertyAssignment(node) && isEarlier(checker.getShorthandAssignmentValueSymbol(node)))
        return expanded(node);
      return typescript.visitEachChild(node, visit, context);
    };
    return typescript.visitEachChild(file, visit, context);
  };
}
