import type { ParameterAnswer, ParameterQuestion } from '../../kernels/typescript/index.js';
import { AccError } from '../core/index.js';
import type { KernelClient } from './kernel-client.js';
import { type CodeCell, codeCell, type Notebook, tagsOf } from './nbformat.js';
import { type Choices, choiceProbes, readChoices } from './parameter-choices.js';
import { typescriptLiteral, type Writing } from './parameter-code.js';

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

/** The parameters that the parameters cell declares, from the kit's kernel, which knows their types, and the enums that it can name. */
export async function declaredParameters(kernel: KernelClient, notebook: Notebook): Promise<Choices> {
  const source = parametersCell(notebook)?.source ?? '';
  const { parameters, unreadable } = await ask(kernel, notebook, {});
  if (parameters.length === 0 || unreadable !== undefined) return { declared: parameters, members: [] };
  const probes = choiceProbes(
    source,
    parameters.map(({ name }) => name),
  );
  return readChoices(source, (await ask(kernel, notebook, {}, probes)).parameters);
}

/**
 * Checks values against the TypeScript types of the parameters cell. A value that does not fit as JSON is tried as a member of an enum, and null as
 * undefined.
 * @param file the notebook's name in errors
 * @returns how to write the values that do not fit as JSON
 * @throws AccError notebook/bad-parameter with parameter, value, expected type, cell and line
 */
export async function checkValues(
  kernel: KernelClient,
  notebook: Notebook,
  parameters: Parameters,
  { declared, members }: Choices,
  file: string,
): Promise<Record<string, Writing>> {
  const given = Object.keys(parameters).filter((name) => declared.some((one) => one.name === name));
  const problemsOf = async (names: string[], writing?: Writing): Promise<ParameterAnswer['problems']> => {
    if (names.length === 0) return [];
    const values = names.map((name) => [name, codeOf(name, writing)] as const);
    return (await ask(kernel, notebook, Object.fromEntries(values))).problems;
  };
  const codeOf = (name: string, writing?: Writing): string => {
    const { type } = declared.find((one) => one.name === name)!;
    return typescriptLiteral(parameters[name], name, type, writing).replace(/\n\s*/g, ' ');
  };
  const problems = await problemsOf(given);
  const written: Record<string, Writing> = {};
  const known = new Map(members.map(({ value, code }) => [value, code]));
  for (const writing of [
    { members: known, null: 'null' },
    { members: known, null: 'undefined' },
  ] satisfies Writing[]) {
    const open = problems.map(({ name }) => name).filter((name) => !written[name]);
    const failed = (await problemsOf(open, writing)).map(({ name }) => name);
    for (const name of open) if (!failed.includes(name)) written[name] = writing;
  }
  const [first, ...others] = problems.filter(({ name }) => !written[name]);
  if (!first) return written;
  const { line, column, type, annotation, allowed } = declared.find(({ name }) => name === first.name)!;
  const cell = parametersCell(notebook)!;
  const hint = allowed ? `allowed: ${allowedText(allowed)}` : first.message;
  throw new AccError('notebook/bad-parameter', {
    message: `parameter "${first.name}" cannot be ${shown(parameters[first.name])}: cell ${notebook.cells.indexOf(cell) + 1}, line ${line} declares it as ${annotation ?? type}`,
    file,
    line,
    column,
    source: cell.source.split('\n')[line - 1],
    hint: others.length > 0 ? `${hint}\n  also invalid: ${others.map(({ name }) => name).join(', ')}` : hint,
  });
}

/** The values that a parameter accepts, as code. */
export function allowedText(allowed: readonly unknown[]): string {
  return allowed.map((value) => typescriptLiteral(value, '')).join(', ');
}

async function ask(
  kernel: KernelClient,
  notebook: Notebook,
  values: Record<string, string>,
  probes = '',
): Promise<ParameterAnswer> {
  const cell = parametersCell(notebook);
  if (!cell) return { parameters: [], problems: [] };
  const before = notebook.cells.slice(0, notebook.cells.indexOf(cell));
  const earlier = before.flatMap((one) => (one.cell_type === 'code' ? [one.source] : []));
  const question: ParameterQuestion = { code: cell.source + probes, earlier, values };
  const { content } = await kernel.request('acc_parameters_request', { ...question });
  if (content.status !== 'ok') throw new Error(`the kernel could not parse the parameters cell: ${content.evalue}`);
  return content as unknown as ParameterAnswer;
}

function shown(value: unknown): string {
  const text = typescriptLiteral(value, '').replace(/\n\s*/g, ' ');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** @param replaced the index of the cell to be replaced */
function freeId({ cells }: Notebook, wanted: string, replaced: number): string {
  const taken = cells.filter((_, i) => i !== replaced).map(({ id }) => id);
  let id = wanted;
  for (let i = 2; taken.includes(id); i++) id = `${wanted}-${i}`;
  return id;
}
