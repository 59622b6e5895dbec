import { namesIn } from './live-variables.js';
import type { Statement, Typescript } from './typescript.js';

/** Lines that stand before the module's own. */
export const addedLines = 1;

/**
 * A cell's ES module, as TypeScript emitted it, as CommonJS. TypeScript would make a program with a checker of its own for this, a third of a
 * trivial cell's time. Every column stays, so that the module's source map holds.
 * @param exported its names that become exports; those that it does not declare have types only
 * @returns undefined where it takes TypeScript: imports, directives, a function or a class that is assigned to
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

/** How the converter hands out a cell's last value. */
const exportedConstant = /^export const /;

function declaredNames({ name, declarationList: list }: Statement, typescript: Typescript): string[] {
  if (list) return list.declarations.flatMap((declared) => namesIn(declared.name!, typescript));
  return name ? [typescript.idText(name)] : [];
}

/** Whether it might be: types forbid it, but there are ways round them. */
function isAssigned(name: string, module: string): boolean {
  const own = `(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`;
  const target = `${own}[\\s\\])},:\\w$]*[-+*/%&|^<>?]*=(?![=>])`;
  return new RegExp(`${target}|${own}\\s*(\\+\\+|--)|(\\+\\+|--)\\s*${own}|for\\s*(await)?\\s*\\(\\s*${own}`).test(
    module,
  );
}
