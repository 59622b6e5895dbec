import { namesIn } from './live-variables.js';
import type { Statement, Typescript } from './typescript.js';

/** Lines inserted before the module's own. */
export const addedLines: number = 1;

/**
 * Converts a cell's ES module, as emitted by TypeScript, to CommonJS. TypeScript would create another program with its own checker for this,
 * a third of a trivial cell's time. Columns do not change, so that the module's source map stays valid.
 * @param exported its names that become exports; those that it does not declare are types
 * @returns undefined where TypeScript is needed: imports, directives, assignments to a function or a class
 */
export function commonJs(module: string, exported: string[], typescript: Typescript): string | undefined {
  if (/^\s*['"]/.test(module)) return undefined;
  const { SyntaxKind } = typescript;
  const file = typescript.createSourceFile('cell.js', module, 99);
  const foreign = [SyntaxKind.ImportDeclaration, SyntaxKind.ImportEqualsDeclaration, SyntaxKind.ExportAssignment];
  if (file.statements.some(({ kind, moduleSpecifier }) => moduleSpecifier || foreign.includes(kind))) return undefined;

  const named = [SyntaxKind.FunctionDeclaration, SyntaxKind.ClassDeclaration];
  let text = '';
  let end = 0;
  for (const statement of file.statements) {
    const start = statement.getStart(file);
    text += module.slice(end, start);
    end = statement.end;
    if (statement.kind === SyntaxKind.ExportDeclaration) continue;
    const names = declaredNames(statement, typescript).filter((name) => exported.includes(name));
    if (named.includes(statement.kind) && names.some((name) => isAssigned(name, module))) return undefined;
    text += module.slice(start, end).replace(exportedConstant, 'exports.     ');
    text += names.map((name) => ` exports.${name} = ${name};`).join('');
  }
  const empty = exported.map((name) => `exports.${name} = `).join('');
  return `${empty && `${empty}void 0;`}\n${text}${module.slice(end)}`;
}

/** How the converter exports a cell's last value. */
const exportedConstant = /^export const /;

function declaredNames({ name, declarationList: list }: Statement, typescript: Typescript): string[] {
  if (list) return list.declarations.flatMap((declared) => namesIn(declared.name!, typescript));
  return name ? [typescript.idText(name)] : [];
}

/** Conservative: the checker forbids such assignments, but it can be bypassed. */
function isAssigned(name: string, module: string): boolean {
  const own = `(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`;
  const target = `${own}[\\s\\])},:\\w$]*[-+*/%&|^<>?]*=(?![=>])`;
  return new RegExp(`${target}|${own}\\s*(\\+\\+|--)|(\\+\\+|--)\\s*${own}|for\\s*(await)?\\s*\\(\\s*${own}`).test(
    module,
  );
}
