import { languageOf } from './choose-kernel.js';
import { coerceToDeclared } from './coerce-parameters.js';
import type { KernelClient } from './kernel-client.js';
import { type KernelCommand, kernelName } from './kernelspec/index.js';
import type { Notebook } from './nbformat.js';
import { addRecords, hideInputs, type NotebookRecord } from './papermill.js';
import type { Choices } from './parameter-choices.js';
import { type Declarations, translatorFor } from './parameter-code.js';
import {
  checkValues,
  declaredParameters,
  injectCell,
  type Parameters,
  parametersCell,
  parameterWarnings,
} from './parameters.js';
import { pythonParameters } from './python-parameters.js';

/** A notebook, its name, and how to run it. */
export interface Prepared {
  notebook: Notebook;
  file: string;
  command: KernelCommand;
  options: PrepareOptions;
}

export interface PrepareOptions {
  /** where the executed notebook is written; `-` for standard output */
  output: string;
  parameters?: Parameters;
  /** parameters as command-line strings, which a declared type may convert differently */
  words?: Record<string, string>;
  /** overrides the notebook's language */
  language?: string;
  /** hides the code of all cells */
  reportMode?: boolean;
}

export interface CheckedParameters extends Declarations {
  parameters: Parameters;
}

/** Whether the parameters can be checked: only the kit's kernel knows types. */
export function isCheckable({ notebook, command, options }: Prepared): boolean {
  return command.name === kernelName && hasAny(options.parameters) && parametersCell(notebook) !== undefined;
}

/**
 * The parameters, converted to the declared types; no cell is run.
 * @param kernel required if they can be checked
 * @throws AccError notebook/bad-parameter
 */
export async function checkedParameters(
  prepared: Prepared,
  kernel: KernelClient | undefined,
  warn: (warning: string) => void,
): Promise<CheckedParameters> {
  const { notebook, file, options } = prepared;
  if (!hasAny(options.parameters)) return { parameters: {}, declared: [], members: [] };
  const choices = await declaredBy(prepared, kernel);
  const parameters = coerceToDeclared(options.parameters, options.words ?? {}, choices);
  const isChecked = kernel && isCheckable(prepared);
  const writing = isChecked ? await checkValues(kernel, notebook, parameters, choices, file) : {};
  const names = choices.declared.map(({ name }) => name);
  for (const warning of parameterWarnings(notebook, parameters, names)) warn(warning);
  return { parameters, ...choices, writing };
}

/** Inserts the parameters and papermill's records into the notebook. */
export function prepareNotebook(
  { notebook, file, command, options }: Prepared,
  { parameters, ...declarations }: CheckedParameters,
): NotebookRecord {
  const { output, language, reportMode } = options;
  const record = addRecords(notebook, { input_path: file, output_path: output });
  if (hasAny(parameters)) {
    const translate = translatorFor(languageOf(notebook, command, language), command.name);
    injectCell(notebook, translate(parameters, declarations));
    record.parameters = parameters;
  }
  if (reportMode) hideInputs(notebook);
  return record;
}

/** For Python the names come from the lines of the cell. */
async function declaredBy(prepared: Prepared, kernel: KernelClient | undefined): Promise<Choices> {
  const { notebook, command, options } = prepared;
  if (kernel && isCheckable(prepared)) return declaredParameters(kernel, notebook);
  const isPython = languageOf(notebook, command, options.language) === 'python';
  return { declared: isPython ? pythonParameters(parametersCell(notebook)?.source ?? '') : [], members: [] };
}

function hasAny(parameters: Parameters | undefined): parameters is Parameters {
  return Object.keys(parameters ?? {}).length > 0;
}
