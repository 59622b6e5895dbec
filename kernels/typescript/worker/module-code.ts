import { dirname } from 'node:path';
import { type Compile, compileModule, parse } from './compile.js';
import { languageOptions } from './compiler-options.js';
import { type Edit, edited, editMap } from './edits.js';

/**
 * A module as CommonJS: `import.meta` becomes `module.meta` and `import()` becomes `module.import()`. A module with top-level await becomes
 * the function `module.body`. JavaScript that is CommonJS already is left as it is.
 */
export const moduleCode: Compile = (text, file) => {
  const isScript = /\.[cm]?jsx?$/.test(file);
  if (isScript && !isEsModule.test(text)) return text;
  const { edits, isAsync } = /\bimport\s*[.(]|\bawait\b/.test(text)
    ? bridged(text, isScript)
    : { edits: [], isAsync: false };
  const map = edits.length > 0 ? { ...editMap(text, edits), sources: [file], sourcesContent: [text] } : undefined;
  const code = compileModule(edited(text, edits), file, isScript, languageOptions(dirname(file)), map);
  return asFunction(code, isAsync);
};

/** May match in a text or a comment, which only costs time. */
const isEsModule = /(^|[;}])\s*(import|export)\b|\bimport\s*[(.]/m;

/** In a function of its own a module may declare `module` or `__dirname`. No line moves, so that the source map stays valid. */
function asFunction(code: string, isAsync: boolean): string {
  const at = code.lastIndexOf('//# sourceMappingURL=');
  const [head, end] = isAsync ? ['module.body = async () => { ', '};'] : ['(() => { ', '})();'];
  return `const ${bridge} = module; ${head}${code.slice(0, at)}${end}\n${code.slice(at)}`;
}

const bridge = '__module';

interface SyntaxNode {
  type?: string;
  kind?: string;
  span?: { start: number; end: number };
  isAwait?: boolean;
  await?: unknown;
  callee?: SyntaxNode;
}

/** Positions in the tree count bytes, from 1. */
function bridged(text: string, isScript: boolean): { edits: Edit[]; isAsync: boolean } {
  const bytes = Buffer.from(text);
  const edits: Edit[] = [];
  let isAsync = false;
  const replace = ({ span }: SyntaxNode, by: string): void => {
    const [start, end] = [span!.start, span!.end].map((at) => bytes.subarray(0, at - 1).toString().length);
    edits.push({ start: start!, end: end!, text: by });
  };
  const visit = (node: SyntaxNode, inFunction: boolean): void => {
    if (node.type === 'MetaProperty' && node.kind === 'import.meta') replace(node, `${bridge}.meta`);
    if (node.type === 'Import') replace(node, `${bridge}.import`);
    if (!inFunction && (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)))
      isAsync = true;
    const within = inFunction || functions.has(node.type ?? '');
    for (const child of Object.values(node).flat())
      if (child !== null && typeof child === 'object') visit(child as SyntaxNode, within);
  };
  visit(parse(text, isScript) as SyntaxNode, false);
  return { edits, isAsync };
}

const functions = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'Constructor',
  'MethodProperty',
  'GetterProperty',
  'SetterProperty',
]);
