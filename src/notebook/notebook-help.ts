import { dirname, resolve } from 'node:path';
import { chooseKernel, languageOf } from './choose-kernel.js';
import { startKernel } from './kernel-client.js';
import { kernelName } from './kernelspec/index.js';
import { readNotebook } from './notebook-file.js';
import type { Parameter } from './parameter-choices.js';
import { declaredParameters, parametersCell } from './parameters.js';
import { pythonParameters } from './python-parameters.js';

export interface NotebookHelp {
  /** whether there is a cell tagged `parameters` */
  tagged: boolean;
  parameters: Parameter[];
}

/** The parameters that a notebook declares: names, types, defaults, and comments as help. No cell is run. */
export async function notebookHelp(
  file: string,
  options: { kernel?: string; language?: string; signal?: AbortSignal },
): Promise<NotebookHelp> {
  const notebook = await readNotebook(file);
  const cell = parametersCell(notebook);
  if (!cell) return { tagged: false, parameters: [] };
  const command = await chooseKernel(notebook, options);
  if (command.name !== kernelName) {
    const isPython = languageOf(notebook, command, options.language) === 'python';
    return { tagged: true, parameters: isPython ? pythonParameters(cell.source) : [] };
  }
  const kernel = await startKernel({ cwd: dirname(resolve(file)), signal: options.signal });
  try {
    return { tagged: true, parameters: (await declaredParameters(kernel, notebook)).declared };
  } finally {
    await kernel.end();
  }
}
