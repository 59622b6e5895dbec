import { withoutAttributes } from './cell-source.js';
import type { Compile } from './compiled-cache.js';
import { reservedNames } from './reserved-names.js';
import type { SyntaxNode, Transformer, Typescript } from './typescript.js';

/** Changes when the compiled form of a module changes: part of the key of cached modules. */
export const moduleCodeVersion: number = 2;

const options = {
  module: 1,
  target: 9,
  esModuleInterop: true,
  inlineSourceMap: true,
  inlineSources: true,
  disableTopLevelAwait: false,
};

/**
 * A module as CommonJS: `import.meta` becomes `module.meta` and `import()` becomes `module.import()`. A module with top-level await becomes
 * the function `module.body`. JavaScript that is CommonJS already is left as it is.
 */
export function moduleCompiler(typescript: Typescript): Compile {
  return (text, file) => {
    if (/\.[cm]?jsx?$/.test(file) && !isEsModule.test(text)) return text;
    const seen = { await: false };
    const { outputText } = typescript.transpileModule(withoutAttributes(text, typescript), {
      fileName: file,
      compilerOptions: options,
      transformers: { before: [reservedNames(typescript), esModuleSyntax(typescript, seen)] },
    });
    return seen.await ? asFunction(outputText) : outputText;
  };
}

/** May match in a text or a comment, which only costs time. */
const isEsModule = /(^|[;}])\s*(import|export)\b|\bimport\s*[(.]/m;

/** No line moves, so that the source map stays valid. */
function asFunction(code: string): string {
  const at = code.lastIndexOf('//# sourceMappingURL=');
  return `module.body = async () => { ${code.slice(0, at)}};\n${code.slice(at)}`;
}

function esModuleSyntax(typescript: Typescript, seen: { await: boolean }): Transformer {
  const { factory, SyntaxKind } = typescript;
  const member = (name: string): SyntaxNode =>
    factory.createPropertyAccessExpression(factory.createIdentifier('module'), factory.createIdentifier(name));
  return (context) => (file) => {
    const visitIn =
      (inFunction: boolean) =>
      (node: SyntaxNode): SyntaxNode => {
        const visit = visitIn(inFunction || typescript.isFunctionLike(node));
        if (!inFunction && (node.kind === SyntaxKind.AwaitExpression || node.awaitModifier)) seen.await = true;
        if (typescript.isMetaProperty(node) && node.keywordToken === SyntaxKind.ImportKeyword) return member('meta');
        if (!typescript.isImportCall(node)) return typescript.visitEachChild(node, visit, context);
        const values = node.arguments!.map((value) => typescript.visitNode(value, visit));
        return factory.createCallExpression(member('import'), undefined, values);
      };
    return typescript.visitEachChild(file, visitIn(false), context);
  };
}
