import type { CellSymbol, SyntaxNode, Transformer, TypeChecker, Typescript } from './typescript.js';

const metaNames: Record<string, string> = { __dirname: 'dirname', __filename: 'filename' };

/**
 * Names of earlier cells are properties of `exports`: tslab writes `exports.s` for each `s` that its checker resolves to an earlier cell. That
 * fails in two places, which are rewritten first: the shorthand `{ s }`, where tslab sees only the new property, becomes `{ s: exports.s }`; and
 * the key in `const { s: t } = earlier`, which the checker resolves to the declaration of `earlier`, becomes an unresolvable name. A name that an
 * earlier cell declared in `declare global` is not an export of that cell. `import.meta`,
 * `import()`, `__dirname` and `__filename`, which refer to a file, refer to the notebook.
 * @param isEarlier whether a symbol was declared in an earlier cell
 */
export function earlierNames(
  typescript: Typescript,
  checker: TypeChecker,
  isEarlier: (symbol: CellSymbol | undefined) => boolean,
): Transformer {
  const { factory, setSourceMapRange } = typescript;
  const { GlobalAugmentation } = typescript.NodeFlags;
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
    const isGlobal = (node: SyntaxNode): boolean => {
      const symbol = typescript.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
      return isEarlier(symbol) && symbol!.declarations!.some((declared) => isInside(declared, GlobalAugmentation));
    };
    const isModuleName = (node: SyntaxNode): boolean =>
      typescript.isIdentifier(node) &&
      Object.hasOwn(metaNames, typescript.idText(node)) &&
      node.parent?.name !== node &&
      node.parent?.propertyName !== node &&
      !checker.getSymbolAtLocation(node)?.declarations?.some((declared) => declared.getSourceFile() === file);
    const bridge = (member: string, node: SyntaxNode): SyntaxNode =>
      setSourceMapRange(
        factory.createPropertyAccessExpression(factory.createIdentifier('__tslab__'), factory.createIdentifier(member)),
        node,
      );
    const visit = (node: SyntaxNode): SyntaxNode => {
      if (isKey(node) || isGlobal(node)) return named(node);
      if (typescript.isMetaProperty(node) && node.keywordToken === typescript.SyntaxKind.ImportKeyword)
        return bridge('meta', node);
      if (typescript.isImportCall(node)) {
        const values = node.arguments!.map((value) => typescript.visitNode(value, visit));
        return setSourceMapRange(factory.createCallExpression(bridge('import', node), undefined, values), node);
      }
      if (isModuleName(node)) {
        const name = factory.createIdentifier(metaNames[typescript.idText(node)]!);
        return factory.createPropertyAccessExpression(bridge('meta', node), name);
      }
      if (typescript.isShorthandPropertyAssignment(node) && isEarlier(checker.getShorthandAssignmentValueSymbol(node)))
        return expanded(node);
      return typescript.visitEachChild(node, visit, context);
    };
    return typescript.visitEachChild(file, visit, context);
  };
}

function isInside(node: SyntaxNode | undefined, flag: number): boolean {
  return node !== undefined && ((node.flags & flag) !== 0 || isInside(node.parent, flag));
}
