import type { DeclaredParameter, ParameterAnswer, ParameterQuestion } from '../../kernels/typescript/index.js';
import { AccError } from '../core/index.js';
import type { KernelClient } from './kernel-client.js';
import { type CodeCell, codeCell, type Notebook, tagsOf } from './nbformat.js';
import { typescriptLiteral } from './parameter-code.js';

export type Parameters = Record<string, unknown>;

/** papermill's tags. */
const tags = { declared: 'parameters', injected: 'injected-parameters' } as const;

/** The first cell tagged `parameters`. */
export function parametersCell(notebook: Notebook): CodeCell | undefined {
  const cell = notebook.cells.find((one) => tagsOf(one).includes(tags.declared));
  return cell?.cell_type === 'code' ? cell : undefined;
}

/**
 * Inserts code as a new cell after the cell tagged `parameters` (papermill's rule), or at the top if there is none; the injected cell of an
 * earlier run is replaced.
 */
export function injectCell(notebook: Notebook, code: string): CodeCell {
  const before = notebook.cells.findIndex((cell) => tagsOf(cell).includes(tags.injected));
  const declared = notebook.cells.findIndex((cell) => tagsOf(cell).includes(tags.declared));
  const cell = codeCell(freeId(notebook, tags.injected, before), code, { tags: [tags.injected] });
  if (before >= 0) notebook.cells.splice(before, 1, cell);
  else notebook.cells.splice(declared + 1, 0, cell);
  return cell;
}

/** papermill's warnings. @param declared the names that the parameters cell declares */
export function parameterWarnings(notebook: Notebook, parameters: Parameters, declared: string[]): string[] {
  const tagged = notebook.cells.filter((cell) => tagsOf(cell).includes(tags.declared)).length;
  const unknown = Object.keys(parameters).filter((name) => !declared.includes(name));
  return [
    ...unknown.map((name) => `Passed unknown parameter: ${name}`),
    ...(tagged === 0 ? [`Input notebook does not contain a cell with tag '${tags.declared}'`] : []),
    ...(tagged > 1 ? [`${tagged} cells are tagged '${tags.declared}': the first is used`] : []),
  ];
}

/** The parameters that the parameters cell declares, from the kit's kernel, which knows their types. */
export async function declaredParameters(kernel: KernelClient, notebook: Notebook): Promise<DeclaredParameter[]> {
  return (await ask(kernel, notebook, {})).parameters;
}

/**
 * Checks values against the TypeScript types of the parameters cell.
 * @param file the notebook's name in errors
 * @throws AccError notebook/bad-parameter with parameter, value, expected type, cell and line
 */
export async function checkValues(
  kernel: KernelClient,
  notebook: Notebook,
  parameters: Parameters,
  declared: DeclaredParameter[],
  file: string,
): Promise<void> {
  const cell = parametersCell(notebook);
  const values = Object.entries(parameters).flatMap(([name, value]) => {
    const parameter = declared.find((one) => one.name === name);
    return parameter ? [[name, typescriptLiteral(value, name, parameter.type).replace(/\n\s*/g, ' ')] as const] : [];
  });
  if (!cell || values.length === 0) return;
  const { problems } = await ask(kernel, notebook, Object.fromEntries(values));
  const [first] = problems;
  if (!first) return;
  const { line, column, type, annotation } = declared.find(({ name }) => name === first.name)!;
  const expected = annotation ?? type;
  const others = problems.slice(1).map(({ name }) => name);
  throw new AccError('notebook/bad-parameter', {
    message: `parameter "${first.name}" cannot be ${shown(parameters[first.name])}: cell ${notebook.cells.indexOf(cell) + 1}, line ${line} declares it as ${expected}`,
    file,
    line,
    column,
    source: cell.source.split('\n')[line - 1],
    hint: [allowed(type) ?? first.message, ...(others.length > 0 ? [`also invalid: ${others.join(', ')}`] : [])].join(
      '\n  ',
    ),
  });
}

async function ask(kernel: KernelClient, notebook: Notebook, values: Record<string, string>): Promise<ParameterAnswer> {
  const cell = parametersCell(notebook);
  if (!cell) return { parameters: [], problems: [] };
  const before = notebook.cells.slice(0, notebook.cells.indexOf(cell));
  const earlier = before.flatMap((one) => (one.cell_type === 'code' ? [one.source] : []));
  const question: ParameterQuestion = { code: cell.source, earlier, values };
  const { content } = await kernel.request('acc_parameters_request', { ...question });
  if (content.status !== 'ok') throw new Error(`the kernel could not parse the parameters cell: ${content.evalue}`);
  return content as unknown as ParameterAnswer;
}

function shown(value: unknown): string {
  const text = typescriptLiteral(value, '').replace(/\n\s*/g, ' ');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The values of a type that is a list of literals. */
function allowed(type: string | undefined): string | undefined {
  return type && /^(?:"[^"]*"|-?[\d.]+|true|false)(?: \| (?:"[^"]*"|-?[\d.]+|true|false))*$/.test(type)
    ? `allowed: ${type.replaceAll(' | ', ', ')}`
    : undefined;
}

/** @param replaced the index of the cell to be replaced */
function freeId({ cells }: Notebook, wanted: string, replaced: number): string {
  const taken = cells.filter((_, i) => i !== replaced).map(({ id }) => id);
  let id = wanted;
  for (let i = 2; taken.includes(id); i++) id = `${wanted}-${i}`;
  return id;
}
