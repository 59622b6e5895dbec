import type { NestedVariable } from './nested-variables.js';
import type { ParsedFile, Statement, SyntaxNode, Typescript } from './typescript.js';

export interface CellNames {
  /** its `let` and `var` */
  variables: string[];
  /** its other names */
  exported: string[];
  /** the modules that it imports */
  imports: string[];
}

/**
 * The `let` and `var` of cells, which remain real variables: loops write them at full speed, a function of the cell sees the assignments of later
 * cells, and later cells see those of the function. As exports they would be copied at each assignment, in one direction only.
 */
export interface LiveVariables {
  /** removes the variables from a cell's exports, given its ES module as TypeScript emitted it and its `var`s inside blocks */
  withhold(module: string, nested: NestedVariable[]): CellNames & { module: string };
  /** removes the accessors of names that a cell is about to export */
  forget(exported: string[]): void;
  /** called at the end of a cell, with accessors of its variables */
  share(accessors: object): void;
}

/** @param locals the names of all cells, where the code of later cells looks them up */
export function liveVariables(locals: object, typescript: Typescript): LiveVariables {
  const live: Record<string, unknown> = {};
  Object.setPrototypeOf(locals, live);
  return {
    withhold: (module, nested) => {
      const file = typescript.createSourceFile('cell.js', module, 99);
      const variables = new Set<string>([
        ...nested.map(({ name }) => name),
        ...file.statements.flatMap((statement) => variablesOf(statement, typescript)),
      ]);
      const list = file.statements.findLast(({ exportClause }) => exportClause);
      const names = (list?.exportClause?.elements ?? []).map(({ name }) => typescript.idText(name!));
      const exported = names.filter((name) => !variables.has(name));
      return {
        module: list ? replaced(module, list, file, `export { ${exported.join(', ')} };`) : module,
        variables: names.filter((name) => variables.has(name)),
        exported,
        imports: file.statements.flatMap(({ moduleSpecifier }) => moduleSpecifier?.text ?? []),
      };
    },
    forget: (exported) => {
      for (const name of exported) delete live[name];
    },
    share: (accessors) => {
      for (const name of Object.keys(accessors)) delete (locals as Record<string, unknown>)[name];
      Object.defineProperties(live, Object.getOwnPropertyDescriptors(accessors));
    },
  };
}

/** The code appended to a cell, which shares its variables. */
export function sharingCode(run: number, variables: string[]): string {
  const accessors = variables.map(
    (name) => `get ${name}() { return ${name}; }, set ${name}(_${name}) { ${name} = _${name}; }`,
  );
  return variables.length > 0 ? `__tslab__.share(${run}, { ${accessors.join(', ')} });` : '';
}

function variablesOf({ declarationList: list }: Statement, typescript: Typescript): string[] {
  const isConstant = list && list.flags & typescript.NodeFlags.Const;
  return list && !isConstant ? list.declarations.flatMap(({ name }) => namesIn(name!, typescript)) : [];
}

/** The names that a declaration or its pattern binds. */
export function namesIn(name: SyntaxNode, typescript: Typescript): string[] {
  if (typescript.isIdentifier(name)) return [typescript.idText(name)];
  return name.elements!.flatMap((element) => (element.name ? namesIn(element.name, typescript) : []));
}

function replaced(text: string, statement: Statement, file: ParsedFile, by: string): string {
  return text.slice(0, statement.getStart(file)) + by + text.slice(statement.end);
}
