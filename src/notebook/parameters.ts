import { AccError } from '../core/index.js';
import { codeCell, type Notebook, tagsOf } from './nbformat.js';

export type Parameters = Record<string, unknown>;

/** papermill's names for what it reads and writes. */
const tags = { declared: 'parameters', injected: 'injected-parameters' } as const;

/**
 * Puts the values into a cell of their own after the cell tagged `parameters` (papermill's rule), or at the top where there is none; the
 * cell of an earlier run is replaced.
 * @returns warnings for a person: no cell tagged `parameters`, names that it does not declare
 */
export function injectParameters(notebook: Notebook, parameters: Parameters): string[] {
  const before = notebook.cells.findIndex((cell) => tagsOf(cell).includes(tags.injected));
  const declared = notebook.cells.find((cell) => tagsOf(cell).includes(tags.declared));
  const cell = codeCell('injected-parameters', parameterCode(parameters), { tags: [tags.injected] });
  if (before >= 0) notebook.cells.splice(before, 1, cell);
  else notebook.cells.splice(declared ? notebook.cells.indexOf(declared) + 1 : 0, 0, cell);
  if (!declared) return [`the notebook has no cell tagged "${tags.declared}": the values stand at its top`];
  const known = declaredNames(declared.source);
  return Object.keys(parameters)
    .filter((name) => !known.includes(name))
    .map((name) => `the notebook does not declare the parameter "${name}"`);
}

/** The names that the parameters cell declares at its top level. */
export function declaredNames(source: string): string[] {
  return [...source.matchAll(/^(?:export\s+)?(?:const|let|var)\s+([\p{L}_$][\p{L}\p{N}_$]*)/gmu)].map(
    ([, name]) => name!,
  );
}

/** TypeScript that declares the values; the first line is papermill's. */
function parameterCode(parameters: Parameters): string {
  const lines = Object.entries(parameters).map(
    ([name, value]) => `const ${checkedName(name)} = ${literal(value, name)};`,
  );
  return ['// Parameters', ...lines].join('\n');
}

function checkedName(name: string): string {
  if (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return name;
  throw new AccError('notebook/bad-parameter', { message: `"${name}" cannot be the name of a parameter` });
}

function literal(value: unknown, name: string): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  const text = value === undefined ? 'undefined' : JSON.stringify(value, undefined, 2);
  if (text === undefined)
    throw new AccError('notebook/bad-parameter', {
      message: `the value of parameter "${name}" cannot be written as code`,
    });
  return text;
}
