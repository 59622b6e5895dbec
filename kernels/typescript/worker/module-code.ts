import { dirname } from 'node:path';
import vm from 'node:vm';
import { type Compile, compileModule, compilerVersion, parse } from './compile.js';
import { languageOptions } from './compiler-options.js';
import { type Edit, edited, editMap } from './edits.js';

/** Changes when the compiled form of a module changes: part of the key of cached modules. */
export const moduleCodeVersion: string = `${compilerVersion} 3`;

/**
 * A module as CommonJS: `import.meta` becomes `module.meta` and `import()` becomes `module.import()`. A module with top-level await becomes
 * the function `module.body`. JavaScript that is CommonJS already is left as it is.
 */
export const moduleCode: Compile = (text, file) => {
  const isScript = /\.[cm]?jsx?$/.test(file);
  if (isScript && !isEsModule.test(text)) return text;
  const edits = /\bimport\s*[.(]/.test(text) ? bridged(text, isScript) : [];
  const map = edits.length > 0 ? { ...editMap(text, edits), sources: [file], sourcesContent: [text] } : undefined;
  const code = compileModule(edited(text, edits), file, isScript, languageOptions(dirname(file)), map);
  return asFunction(code, /\bawait\b/.test(text) && isAsync(code));
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

/** Whether a module has top-level await: V8 says so faster than a syntax tree. A static block reserves `await`, as a module does. */
function isAsync(code: string): boolean {
  try {
    new vm.Script(`class Code { static {${code}\n} }`);
    return false;
  } catch {
    return true;
  }
}

interface SyntaxNode {
  type?: string;
  kind?: string;
  span?: { start: number; end: number };
}

/** Positions in the tree count bytes, from 1. */
function bridged(text: string, isScript: boolean): Edit[] {
  const bytes = Buffer.from(text);
  const edits: Edit[] = [];
  const replace = ({ span }: SyntaxNode, by: string): void => {
    const [start, end] = [span!.start, span!.end].map((at) => bytes.subarray(0, at - 1).toString().length);
    edits.push({ start: start!, end: end!, text: by });
  };
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'MetaProperty' && node.kind === 'import.meta') replace(node, `${bridge}.meta`);
    if (node.type === 'Import') replace(node, `${bridge}.import`);
    for (const child of Object.values(node).flat())
      if (child !== null && typeof child === 'object') visit(child as SyntaxNode);
  };
  visit(parse(text, isScript) as SyntaxNode);
  return edits;
}
