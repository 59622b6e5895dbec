import { kernelName } from '../../kernelspec/index.js';
import { tagsOf } from '../../nbformat.js';
import { isTypescript } from '../../notebook-language.js';
import { withoutComments } from '../code-text.js';
import { codeCells, type Found, type Rule, type Subject } from '../rule.js';

/** Problems in the structure of the notebook. */
export const structureRules: Rule[] = [
  {
    code: 'kernelspec',
    severity: 'error',
    what: `a notebook that is not for the kernel ${kernelName}`,
    why: 'Jupyter and VS Code would open it with another kernel, or ask',
    find: ({ notebook: { metadata } }) => {
      const { name } = (metadata.kernelspec ?? {}) as { name?: unknown };
      if (name === kernelName) return [];
      const message = name === undefined ? 'the notebook names no kernel' : `the notebook is for the kernel "${name}"`;
      const hint = isTypescript({ metadata })
        ? '"acc notebook clean" corrects it'
        : `types are checked when it names one: choose it in Jupyter, or run it with --kernel ${kernelName}`;
      return [{ message, hint }];
    },
  },
  {
    code: 'cell-id',
    severity: 'error',
    what: 'a cell without an id, or with a duplicate id',
    why: 'ids link outputs and diffs to cells; nbformat 4.5 requires them',
    find: ({ ids }) =>
      ids.flatMap((id, cell) => {
        const valid = typeof id === 'string' && /^[\w-]{1,64}$/.test(id);
        if (valid && ids.indexOf(id) === cell) return [];
        const message =
          id === undefined
            ? 'the cell has no id'
            : valid
              ? `duplicate id: cell ${ids.indexOf(id) + 1} has the same`
              : 'the id is not valid';
        return [{ cell, message, hint: '"acc notebook clean" assigns stable ids' }];
      }),
  },
  {
    code: 'parameters-cell',
    severity: 'warning',
    what: 'a cell tagged "parameters" that is a duplicate, is not the first code cell, or computes a default',
    why: 'values are injected after the first such cell and checked against the types of its defaults before anything runs',
    find: parametersCell,
  },
  {
    code: 'injected-parameters',
    severity: 'warning',
    what: 'the injected values of an earlier run',
    why: 'they override the defaults of the parameters cell in every later run',
    find: ({ notebook }) =>
      codeCells(notebook)
        .filter(({ cell }) => tagsOf(cell).includes('injected-parameters'))
        .map(({ index }) => ({
          cell: index,
          message: 'this cell contains the values of an earlier run',
          hint: '"acc notebook clean" removes it',
        })),
  },
];

function parametersCell({ notebook }: Subject): Found[] {
  const code = codeCells(notebook);
  const tagged = code.filter(({ cell }) => tagsOf(cell).includes('parameters'));
  const [first, ...others] = tagged;
  if (!first) return [];
  const late = first.index !== code[0]!.index;
  return [
    ...others.map(({ index }) => ({
      cell: index,
      message: `cell ${first.index + 1} is already tagged "parameters"`,
      hint: 'only the first one is used',
    })),
    ...(late ? [{ cell: first.index, message: 'the cells above run before the parameters are set' }] : []),
    ...tagged.flatMap(({ cell, index }) => computedDefaults(cell.source).map((found) => ({ cell: index, ...found }))),
  ];
}

const declaration = /^(?:export\s+)?(?:const|let|var)\s+([\p{L}_$][\p{L}\p{N}_$]*)[^=\n]*?(?:=(?!>)\s*(.*))?$/u;
const literal = /^(?:["'`[{\d.-]|(?:true|false|null|undefined|NaN|Infinity)\b)/;

/** Defaults that are not literals, judged by their first characters. */
function computedDefaults(source: string): Found[] {
  return withoutComments(source)
    .split('\n')
    .flatMap((text, i) => {
      const [, name, value] = declaration.exec(text.trimEnd()) ?? [];
      if (name === undefined || (value !== undefined && (value === '' || literal.test(value)))) return [];
      const what = value === undefined ? 'has no default' : 'has a computed default';
      return [{ line: i + 1, column: 1, message: `the parameter "${name}" ${what}`, hint: 'use a literal' }];
    });
}
