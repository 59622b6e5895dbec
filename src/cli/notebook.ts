import { parse } from 'yaml';
import { AccError } from '../core/index.js';
import { type Parameters, runNotebook } from '../notebook/index.js';
import type { CommandContext } from './main.js';

interface Options {
  output?: string;
  parameter?: string[];
  timeout: number;
  json?: boolean;
}

/** `acc notebook run`: one notebook from top to bottom in a fresh kernel. */
export async function runOne({ signal, say, print }: CommandContext, file: string, options: Options): Promise<void> {
  const { output = file, parameter = [], timeout, json } = options;
  const report = await runNotebook(file, {
    output,
    parameters: readParameters(parameter),
    timeoutSeconds: timeout,
    signal,
    onWarning: (warning) => say(`warning: ${warning}`),
    onCell: ({ cell, cells, status, seconds }) => {
      if (status !== 'running')
        say(`${status === 'failed' ? '✗' : '✓'} cell ${cell} of ${cells}  ${seconds.toFixed(1)} s`);
    },
  });
  print(json ? JSON.stringify(report) : `${report.output}: ${report.cells} cells in ${report.seconds.toFixed(1)} s`);
}

/** Values given as `name=value`, the value in YAML. */
export function readParameters(parameters: string[]): Parameters {
  return Object.fromEntries(parameters.map(readParameter));
}

function readParameter(text: string): [string, unknown] {
  const at = text.indexOf('=');
  if (at < 1)
    throw new AccError('cli/bad-option', {
      message: `"${text}" is no parameter`,
      hint: 'write -p name=value, the value in YAML',
    });
  return [text.slice(0, at), parse(text.slice(at + 1))];
}
