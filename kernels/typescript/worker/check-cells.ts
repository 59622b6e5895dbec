import type { CellTypes } from '../cell-types.js';
import { cellSource, isUnchecked } from './cell-source.js';
import { prepareChecker, tolerated } from './checker.js';
import { declarationsForNextCell } from './declarations.js';
import type { Places } from './local-files.js';
import { type Diagnostic, loadTslab } from './tslab.js';
import { type TypedProgram, typedCell } from './typed-cell.js';
import type { Typescript } from './typescript.js';

/**
 * Returns a function that type-checks the cells of a notebook in order, as the kernel would, without running them. All cells are reported: the
 * names that an erroneous cell declares are known to later cells, as `any` where their type cannot be inferred.
 */
export function cellChecker(places: Places): (sources: string[]) => CellTypes[] {
  const { typescript, createConverter } = loadTslab();
  const checker = prepareChecker(typescript, places);
  let found: (program: TypedProgram) => { code: number }[] = () => [];
  typescript.getPreEmitDiagnosticsOfFiles = (program) => found(program as TypedProgram);
  const converter = createConverter(places.root);

  const declarationsAfter = (previous: string, next = ''): string => {
    const nested = checker.nestedVariables().map(({ declaration }) => declaration);
    return declarationsForNextCell(previous, [next, ...nested].join('\n'), typescript);
  };

  const check = (source: string, previous: string): { types: CellTypes; next: string } => {
    const code = cellSource(source, typescript);
    const types: CellTypes = { errors: [], syntax: false, declared: [], floating: [] };
    found = (program) => {
      const cell = program.getSourceFile(`${places.root}/__tslab__.ts`);
      const syntactic = program.getSyntacticDiagnostics(cell);
      types.syntax = syntactic.length > 0;
      if (types.syntax || !cell) return syntactic;
      Object.assign(types, typedCell(cell, program.getTypeChecker(), typescript));
      if (isUnchecked(source)) return [];
      return program.getSemanticDiagnostics(cell).filter((diagnostic) => !tolerated.has(diagnostic.code));
    };
    const checked = converter.convert(previous, code);
    types.errors = withDetails(checked.diagnostics);
    if (types.errors.length === 0) return { types, next: declarationsAfter(previous, checked.declOutput) };
    if (types.syntax) return { types, next: [previous, ...unknownNames(code, typescript)].join('\n') };
    found = () => [];
    const declared = converter.convert(previous, `${code}\n`);
    return { types, next: declarationsAfter(previous, declared.declOutput) };
  };

  checker.setChecked(true);
  return (sources) => {
    checker.refresh();
    let previous = '';
    return sources.map((source) => {
      const { types, next } = check(source, previous);
      previous = next;
      return types;
    });
  };
}

/** tslab reports the details of an error as further errors at the same position. */
function withDetails(diagnostics: Diagnostic[]): CellTypes['errors'] {
  const errors: CellTypes['errors'] = [];
  for (const { start, code, messageText } of diagnostics) {
    const at = { line: start.line + 1, column: start.character + 1 };
    const last = errors.at(-1);
    if (last && last.line === at.line && last.column === at.column) last.message += `\n  ${messageText}`;
    else errors.push({ ...at, code, message: messageText });
  }
  return errors;
}

/** Declarations for the names of a cell with syntax errors, so that later cells do not fail because of it. */
function unknownNames(code: string, typescript: Typescript): string[] {
  const names = [...code.matchAll(/^[ \t]*(?:const|let|var|function|class)\s+([\p{L}_$][\p{L}\p{N}_$]*)/gmu)];
  const { statements } = typescript.createSourceFile('cell.ts', code, 99);
  const declared = statements.flatMap(({ name, declarationList }) =>
    [name, ...(declarationList?.declarations ?? []).map((one) => one.name)].flatMap((one) =>
      one && typescript.isIdentifier(one) ? [typescript.idText(one)] : [],
    ),
  );
  const all = new Set([...declared, ...names.map(([, name]) => name!)].filter(Boolean));
  return [...all].map((name) => `declare let ${name}: any;`);
}
