import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { RunReport } from '../../notebook/index.js';
import type { CommandContext } from '../context.js';
import { allValues, jsonOption, nonNegativeNumber } from '../options.js';
import { cellOutput } from './cell-output.js';
import { showCells } from './cell-progress.js';
import { envHelp } from './env-help.js';
import { allNameValues } from './name-value.js';
import { runPaths } from './run-paths.js';

/** `acc notebook run`: one notebook from top to bottom in a fresh kernel, with papermill's options. */
export function registerRun(notebook: CommandUnknownOpts, context: CommandContext): void {
  notebook
    .command('run')
    .description('run the cells of a notebook from top to bottom in a fresh kernel and write the executed notebook')
    .argument('[in]', 'notebook; - is standard input')
    .argument('[out]', 'the executed notebook; - is standard output; the same path as IN runs in place')
    .option('-p, --parameters <name value>', 'value of a parameter: number, True, False, None or text', allNameValues)
    .option('-r, --parameters_raw <name value>', 'value of a parameter, always as text', allNameValues)
    .option('-f, --parameters_file <file>', 'YAML or JSON file of values', allValues)
    .option('-y, --parameters_yaml <yaml>', "values in YAML, e.g. '{epochs: 3, arms: [ACC, ADC]}'", allValues)
    .option('-b, --parameters_base64 <yaml>', 'values in YAML, encoded in base64', allValues)
    .option('--inject-input-path', 'set the parameter PAPERMILL_INPUT_PATH to the path of the notebook')
    .option('--inject-output-path', 'set the parameter PAPERMILL_OUTPUT_PATH to the path of the executed notebook')
    .option('--inject-paths', 'set both')
    .option('--help-notebook', "show the notebook's parameters: type, default, comment")
    .option('--prepare-only', 'check the values and write the notebook with them, but run nothing')
    .option('--prepare-execute', 'run the notebook (default)')
    .option('--report-mode', 'hide the code of all cells')
    .option('--no-report-mode', 'show the code (default)')
    .option('-k, --kernel <name>', "name of a kernelspec (default: the notebook's; for TypeScript that of the kit)")
    .option('-l, --language <name>', 'language of the notebook, overriding its metadata')
    .option('--cwd <folder>', "working directory of the cells (default: the notebook's folder)")
    .option('--env <name=value>', envHelp, allValues)
    .option('--start-timeout <seconds>', 'maximum time for the kernel to start', nonNegativeNumber, 60)
    .option('--execution-timeout, --timeout <seconds>', 'maximum time per cell (default: none)', nonNegativeNumber)
    .option('--request-save-on-cell-execute', 'save before and after every cell (default)')
    .option('--no-request-save-on-cell-execute', 'save only at the end')
    .option(
      '--autosave-cell-every <seconds>',
      'save during long cells at this interval; 0 is never',
      nonNegativeNumber,
      30,
    )
    .option('--log-output', 'show what the cells write')
    .option('--no-log-output', 'do not show it (default)')
    .option('--stdout-file <file>', 'also write the standard output of the cells to this file')
    .option('--stderr-file <file>', 'also write the standard error of the cells to this file')
    .option('--progress-bar', 'show one line per cell (default)')
    .option('--no-progress-bar', 'show no progress')
    .option(...jsonOption)
    .addHelpText('after', helpText)
    .action(async (input, output, options) => {
      const { environmentOf, fillPath, pathValues, readParameters, runNotebook } = await import(
        '../../notebook/index.js'
      );
      const paths = runPaths(input, output, options.helpNotebook);
      const { injectPaths, injectInputPath, injectOutputPath, parameters: words, parameters_raw: raw } = options;
      const parameters = {
        // papermill's order: the paths as they were written, base64, files, YAML, values, raw texts
        ...((injectInputPath || injectPaths) && { PAPERMILL_INPUT_PATH: paths.input }),
        ...((injectOutputPath || injectPaths) && { PAPERMILL_OUTPUT_PATH: paths.output }),
        ...(await readParameters({
          base64: options.parameters_base64,
          files: options.parameters_file,
          yaml: options.parameters_yaml,
          values: words,
          raw,
        })),
      };
      const values = pathValues(parameters);
      const file = fillPath(paths.input, values);
      if (options.helpNotebook) {
        const { showParameters } = await import('./parameters-help.js');
        return showParameters(context, file, options);
      }
      const lines = options.progressBar === false || options.json ? undefined : showCells();
      const log = lines?.log ?? context.log;
      const { onOutput, close } = cellOutput(options, options.logOutput ? log : undefined);
      let report: RunReport | undefined;
      try {
        await runNotebook(file, {
          output: fillPath(paths.output, values),
          parameters,
          words: unlessRaw(words, raw),
          prepareOnly: options.prepareOnly && !options.prepareExecute,
          reportMode: options.reportMode,
          kernel: options.kernel,
          language: options.language,
          cwd: options.cwd,
          environment: environmentOf(options.env),
          startSeconds: options.startTimeout,
          timeoutSeconds: options.timeout,
          autosaveSeconds: options.autosaveCellEvery,
          saveEachCell: options.requestSaveOnCellExecute,
          signal: context.signal,
          onWarning: (warning) => log(`warning: ${warning}`),
          onCell: lines?.onCell,
          onOutput,
          onReport: (made) => {
            report = made;
          },
        });
      } catch (error) {
        throw options.json ? withReport(error, report) : error;
      } finally {
        lines?.close();
        close();
        if (report && report.cells.length > 0 && !options.json) context.log(summary(report));
      }
      if (options.json && paths.output !== '-') context.print(JSON.stringify(report));
    });
}

const helpText = `
The values replace those of the cell tagged "parameters"; they are checked against its TypeScript types before anything runs. In the
paths {name} is replaced by a parameter, with Python's formats, and {pm[run_uuid]} and {pm[current_datetime_utc]:%Y-%m-%d} by facts
about the run.

Examples:
  acc notebook run lesson.ipynb out.ipynb
  acc notebook run lesson.ipynb 'out-{epochs:03d}.ipynb' -p epochs 20 -p arm ACC
  acc notebook run lesson.ipynb lesson.ipynb -f parameters.yaml
  acc notebook run lesson.ipynb --help-notebook
  cat lesson.ipynb | acc notebook run > out.ipynb

Outputs depend on some environment variables, so every run fixes them and records them in the metadata of the notebook: TZ is UTC,
LANG and LC_ALL are C.UTF-8, COLUMNS is 80, colour is off, NODE_OPTIONS is not set. All others are those of your shell.

The options are papermill's and --env, except --engine, --log-level and remote paths. Unlike papermill, the working directory is the
notebook's folder, and a cell tagged "raises-exception" may fail without failing the run.`;

/** The words of `-p`, except for names that `-r` overrides. */
function unlessRaw(
  words: readonly [string, string][] = [],
  raw: readonly [string, string][] = [],
): Record<string, string> {
  const rawNames = raw.map(([name]) => name);
  return Object.fromEntries(words.filter(([name]) => !rawNames.includes(name)));
}

function summary({ output, run, skipped, failed, notRun, seconds }: RunReport): string {
  const counts = Object.entries({ run, skipped, failed, 'not run': notRun });
  const shown = counts.filter(([name, count]) => count > 0 || name === 'run');
  return `${output}: ${shown.map(([name, count]) => `${count} ${name}`).join(', ')}; ${seconds.toFixed(1)} s`;
}

/** The error with the state of every cell, for programs. */
function withReport(error: unknown, report: RunReport | undefined): unknown {
  if (!(error instanceof AccError)) return error;
  const { code, message, file, line, column, source, hint } = error;
  return new AccError(code, { message, file, line, column, source, hint, details: report, cause: error });
}
