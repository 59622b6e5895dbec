import type { SyntaxNode, Transformer, Typescript } from './typescript.js';

/** The parameters of the function that a CommonJS module runs in. */
const reserved = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * Renames what an ES module declares under a name that CommonJS reserves, as in `const require = createRequire(import.meta.url)`. Names of
 * imports are left: TypeScript replaces them by members of the module.
 */
export function reservedNames(typescript: Typescript): Transformer {
  const { factory, SyntaxKind, SymbolFlags } = typescript;
  const declaring = [
    SyntaxKind.VariableDeclaration,
    SyntaxKind.FunctionDeclaration,
    SyntaxKind.FunctionExpression,
    SyntaxKind.ClassDeclaration,
    SyntaxKind.ClassExpression,
    SyntaxKind.BindingElement,
    SyntaxKind.Parameter,
  ];
  return (context) => (file) => {
    const taken = reserved.filter((name) => {
      const symbol = file.locals?.get(name.replace(/^__/, '___')); // TypeScript's tables add an underscore
      return symbol && !(symbol.flags & SymbolFlags.Alias);
    });
    if (taken.length === 0) return file;
    const renamed = (node: SyntaxNode): SyntaxNode =>
      typescript.setSourceMapRange(factory.createIdentifier(`$${typescript.idText(node)}`), node);
    const isTaken = (node: SyntaxNode | undefined): node is SyntaxNode =>
      node !== undefined && typescript.isIdentifier(node) && taken.includes(typescript.idText(node));
    const isMember = (node: SyntaxNode): boolean =>
      node.parent.propertyName === node || (node.parent.name === node && !declaring.includes(node.parent.kind));
    const isShorthandBinding = (node: SyntaxNode): boolean =>
      typescript.isBindingElement(node) &&
      node.parent.kind === SyntaxKind.ObjectBindingPattern &&
      !node.propertyName &&
      !node.dotDotDotToken;
    const visit = (node: SyntaxNode): SyntaxNode => {
      const local = node.propertyName ?? node.name;
      if (node.kind === SyntaxKind.ExportSpecifier && isTaken(local))
        return factory.createExportSpecifier(false, renamed(local), node.name!);
      if (typescript.isShorthandPropertyAssignment(node) && isTaken(node.name))
        return factory.createPropertyAssignment(node.name, renamed(node.name));
      if (isShorthandBinding(node) && isTaken(node.name)) {
        const value = node.initializer && typescript.visitNode(node.initializer, visit);
        return factory.createBindingElement(undefined, node.name, renamed(node.name), value);
      }
      if (isTaken(node)) return isMember(node) ? node : renamed(node);
      return typescript.visitEachChild(node, visit, context);
    };
    return typescript.visitEachChild(file, visit, context);
  };
}
