import type { CellTypes } from '../../../../kernels/typescript/index.js';
import type { Found, Rule, Subject } from '../rule.js';

/** The note that the kernel shows when such a cell runs, from the text alone. */
export const staleRules: Rule[] = [
  {
    code: 'stale-value',
    severity: 'warning',
    what: 'a cell that uses a value computed from a name that a cell in between declares again',
    why: 'the value is the one of before: whoever reads the notebook, or runs one cell again, expects another',
    find: staleValues,
  },
];

type Cell = [index: number, types: CellTypes];

function staleValues({ types }: Subject): Found[] {
  const cells = [...types].sort(([a], [b]) => a - b);
  return cells.flatMap(([cell, { uses = [] }], at) =>
    uses.flatMap(({ name, line, column }) => {
      const change = changeBehind(cells.slice(0, at), name);
      if (!change) return [];
      const { source, input, by } = change;
      const message = `\`${name}\` of cell ${source + 1} depends on \`${input}\`, which cell ${by + 1} declares again`;
      return [{ cell, line, column, message, hint: 'give the two values different names' }];
    }),
  );
}

/** The cell that declares a name, what it used for that, and a later cell that declares what it used again. */
function changeBehind(before: Cell[], name: string): { source: number; input: string; by: number } | undefined {
  const at = before.findLastIndex(([, { declared }]) => declared.some((one) => one.name === name));
  const [source, types] = before[at] ?? [];
  if (!types || isFunction(types, name)) return undefined;
  for (const { name: input } of types.uses ?? []) {
    if (types.declared.some((one) => one.name === input)) continue;
    const by = before.slice(at + 1).find(([, { declared }]) => declared.some((one) => one.name === input));
    if (by) return { source: source!, input, by: by[0] };
  }
  return undefined;
}

/** A function reads names when it is called. */
function isFunction({ declared }: CellTypes, name: string): boolean {
  return declared.some((one) => one.name === name && one.type.includes('=>'));
}
