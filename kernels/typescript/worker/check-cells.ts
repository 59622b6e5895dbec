import type { CellTypes } from '../cell-types.js';
import { createChecker, type Diagnostic } from './checker.js';
import type { Places } from './local-files.js';
import { emptyScope } from './scope.js';
import { typedCell } from './typed-cell.js';
import { isUnchecked } from './unchecked.js';

/**
 * Returns a function that type-checks the cells of a notebook in order, as the kernel would, without running them. All cells are reported: the
 * names that an erroneous cell declares are known to later cells.
 */
export function cellChecker(places: Places): (sources: string[]) => CellTypes[] {
  const checker = createChecker(places);
  return (sources) => {
    checker.refresh();
    let scope = emptyScope;
    return sources.map((source) => {
      const cell = checker.read(source, scope);
      const syntax = cell.syntaxErrors.length > 0;
      scope = checker.keep(cell);
      if (syntax) return { errors: withDetails(cell.syntaxErrors), syntax, declared: [], floating: [] };
      const errors = isUnchecked(source) ? [] : withDetails(checker.typeErrors(cell));
      return { errors, syntax, ...typedCell(cell) };
    });
  };
}

/** The details of an error are further errors at the same position. */
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
