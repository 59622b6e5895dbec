import type { CellTypes } from '../../../../kernels/typescript/index.js';
import { tagsOf } from '../../nbformat.js';
import type { Found, Rule, Subject } from '../rule.js';

/** What TypeScript finds in the cells, under `strict`. */
export const typeRules: Rule[] = [
  {
    code: 'syntax-error',
    severity: 'error',
    what: 'a cell that cannot be read as TypeScript',
    why: 'the cell cannot run',
    find: (subject) => errors(subject, (_, syntax) => syntax),
  },
  {
    code: 'missing-import',
    severity: 'error',
    what: 'an import of a file or package that does not exist',
    why: 'the cell cannot run; imports are looked up from the folder of the notebook, then from the kit',
    find: (subject) => errors(subject, ({ code }) => kindOf(code) === 'missing-import'),
  },
  {
    code: 'used-before-declared',
    severity: 'error',
    what: 'a name that only a later cell declares',
    why: 'the notebook works in the order in which its cells were once run, and in no fresh kernel',
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
    why: 'the kernel checks a cell before it runs it, and does not run a cell with a type error',
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
    why: 'everything that comes from it is `any`: the checker says nothing about its use',
    find: (subject) => errors(subject, ({ code }) => kindOf(code) === 'untyped-import'),
  },
  {
    code: 'floating-promise',
    severity: 'warning',
    what: 'a promise that nobody waits for',
    why: 'the cell ends before its work does: later cells see it half done, and its error shows under another cell',
    find: ({ types }) =>
      [...types].flatMap(([cell, { floating }]) =>
        floating.map(({ line, column, last }) => ({
          cell,
          line,
          column,
          message: last ? 'the last value is a promise: it is shown as pending' : 'nobody waits for this promise',
          hint: 'write `await` before it, or `void` where it is meant',
        })),
      ),
  },
  {
    code: 'redeclared-type',
    severity: 'warning',
    what: 'a name that a later cell declares again with another type',
    why: 'a cell between the two works only in the order in which they are run the first time',
    find: redeclared,
  },
];

const kinds: Record<number, string> = { 2307: 'missing-import', 2792: 'missing-import', 7016: 'untyped-import' };

function kindOf(code: number): string | undefined {
  return kinds[code];
}

type TypeError = CellTypes['errors'][number];

/** The errors that a rule is for; a cell tagged `raises-exception` may have them. */
function errors(
  { notebook, types }: Subject,
  isMeant: (error: TypeError, syntax: boolean, cell: number) => boolean,
): Found[] {
  return [...types].flatMap(([cell, { errors, syntax }]) =>
    tagsOf(notebook.cells[cell]!).includes('raises-exception')
      ? []
      : errors
          .filter((error) => isMeant(error, syntax, cell))
          .map(({ line, column, code, message }) => ({ cell, line, column, message: withCode(message, code) })),
  );
}

function withCode(message: string, code: number): string {
  const [first, ...details] = message.split('\n');
  return [`${first} TS${code}`, ...details].join('\n');
}

/** The index of the later cell that declares the name which is said to be missing. */
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
          message: `"${name}" is declared again with another type`,
          hint: `cell ${before.cell + 1}: ${before.type}\ncell ${cell + 1}: ${type}`,
        });
      known.set(name, { type, cell });
    }
  return found;
}
