import type { CellTypes } from '../../../../kernels/typescript/index.js';
import { tagsOf } from '../../nbformat.js';
import type { Found, Rule, Subject } from '../rule.js';

/** Type errors and related problems in the cells, under `strict`. */
export const typeRules: Rule[] = [
  {
    code: 'syntax-error',
    severity: 'error',
    what: 'a cell that is not valid TypeScript',
    why: 'the cell cannot run',
    find: (subject) => errors(subject, (_, syntax) => syntax),
  },
  {
    code: 'missing-import',
    severity: 'error',
    what: 'an import of a file or package that does not exist',
    why: 'the cell cannot run; imports are resolved from the folder of the notebook, then from the kit',
    find: (subject) => errors(subject, ({ code }) => kindOf(code) === 'missing-import'),
  },
  {
    code: 'used-before-declared',
    severity: 'error',
    what: 'a name that only a later cell declares',
    why: 'the notebook fails when it is run from top to bottom in a fresh kernel',
    find: (subject) =>
      errors(subject, (error, _, index) => laterCell(subject, error.message, index) !== undefined).map((found) => ({
        ...found,
        hint: `cell ${laterCell(subject, found.message, found.cell!)! + 1} declares it: move that cell up`,
      })),
  },
  {
    code: 'type-error',
    severity: 'error',
    what: 'a type error under strict',
    why: 'the kernel type-checks each cell first and does not run a cell with errors',
    find: (subject) =>
      errors(
        subject,
        ({ code, message }, syntax, index) =>
          !syntax && kindOf(code) === undefined && laterCell(subject, message, index) === undefined,
      ),
  },
  {
    code: 'untyped-import',
    severity: 'warning',
    what: 'an import of a package without types',
    why: 'everything imported from it is `any`: its use is not checked',
    find: (subject) => errors(subject, ({ code }) => kindOf(code) === 'untyped-import'),
  },
  {
    code: 'floating-promise',
    severity: 'warning',
    what: 'a promise that nobody awaits',
    why: 'the cell ends before its work is done: later cells see incomplete results, and its error appears in another cell',
    find: ({ types }) =>
      [...types].flatMap(([cell, { floating }]) =>
        floating.map(({ line, column, last }) => ({
          cell,
          line,
          column,
          message: last ? 'the last value is a promise: it is shown as pending' : 'nobody awaits this promise',
          hint: 'add `await`, or `void` if this is intended',
        })),
      ),
  },
  {
    code: 'redeclared-type',
    severity: 'warning',
    what: 'a name that a later cell redeclares with another type',
    why: 'a cell between the two works only if the cells are run in order',
    find: redeclared,
  },
];

const kinds: Record<number, string> = { 2307: 'missing-import', 2792: 'missing-import', 7016: 'untyped-import' };

function kindOf(code: number): string | undefined {
  return kinds[code];
}

type TypeError = CellTypes['errors'][number];

/** The errors that a rule reports; a cell tagged `raises-exception` may have them. */
function errors(
  { notebook, types }: Subject,
  isReported: (error: TypeError, syntax: boolean, cell: number) => boolean,
): Found[] {
  return [...types].flatMap(([cell, { errors, syntax }]) =>
    tagsOf(notebook.cells[cell]!).includes('raises-exception')
      ? []
      : errors
          .filter((error) => isReported(error, syntax, cell))
          .map(({ line, column, code, message }) => ({ cell, line, column, message: withCode(message, code) })),
  );
}

function withCode(message: string, code: number): string {
  const [first, ...details] = message.split('\n');
  return [`${first} TS${code}`, ...details].join('\n');
}

/** The index of the later cell that declares the missing name. */
function laterCell({ types }: Subject, message: string, cell: number): number | undefined {
  const name = /^Cannot find name '([^']+)'/.exec(message)?.[1];
  if (name === undefined) return undefined;
  return [...types].find(([index, { declared }]) => index > cell && declared.some((one) => one.name === name))?.[0];
}

function redeclared({ types }: Subject): Found[] {
  const known = new Map<string, { type: string; cell: number }>();
  const found: Found[] = [];
  for (const [cell, { declared }] of types)
    for (const { name, type } of declared) {
      const before = known.get(name);
      if (before && before.type !== type && before.type !== 'any' && type !== 'any')
        found.push({
          cell,
          message: `"${name}" is redeclared with another type`,
          hint: `cell ${before.cell + 1}: ${before.type}\ncell ${cell + 1}: ${type}`,
        });
      known.set(name, { type, cell });
    }
  return found;
}
