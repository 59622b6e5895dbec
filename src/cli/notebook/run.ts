import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import { AccError, fileError } from '../../core/index.js';
import {
  fillPath,
  type Parameters,
  pathValues,
  type RunOptions,
  type RunReport,
  readParameters,
  runNotebook,
} from '../../notebook/index.js';
import { type CellLines, showCells } from './cell-progress.js';
import type { CommandContext } from '../main.js';
import { showNotebookHelp } from './run-help.js';
import { pairOf } from './name-values.js';

export interface NotebookOptions {
  parameters?: string[];
  parameters_raw?: string[];
  parameters_file?: string[];
  parameters_yaml?: string[];
  parameters_base64?: string[];
  injectInputPath?: boolean;
  injectOutputPath?: boolean;
  injectPaths?: boolean;
  helpNotebook?: boolean;
  prepareOnly?: boolean;
  prepareExecute?: boolean;
  reportMode?: boolean;
  kernel?: string;
  language?: string;
  cwd?: string;
  startTimeout: number;
  timeout?: number;
  requestSaveOnCellExecute?: boolean;
  autosaveCellEvery: number;
  logOutput?: boolean;
  stdoutFile?: string;
  stderrFile?: string;
  progressBar?: boolean;
  json?: boolean;
}

/** `acc notebook run`: one notebook from top to bottom in a fresh kernel, with papermill's options. */
export async function runOne(
  context: CommandContext,
  input: string | undefined,
  output: string | undefined,
  options: NotebookOptions,
): Promise<void> {
  const paths = pathsOf(input, output, options);
  for (const path of [paths.input, paths.output]) refuseRemote(path);
  const parameters = await allParameters(paths, options);
  const values = pathValues(parameters);
  const file = fillPath(paths.input, values);
  if (options.helpNotebook) return showNotebookHelp(context, file, options);
  const lines = options.progressBar === false || options.json ? undefined : showCells();
  const { onOutput, close } = outputs(options, lines?.say ?? context.say);
  let report: RunReport | undefined;
  try {
    await runNotebook(file, {
      ...runOptions(options),
      output: fillPath(paths.output, values),
      parameters,
      words: wordsOf(options),
      signal: context.signal,
      onWarning: (warning) => (lines?.say ?? context.say)(`warning: ${warning}`),
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
    if (report && report.cells.length > 0 && !options.json) context.say(summary(report));
  }
  if (options.json && paths.output !== '-') context.print(JSON.stringify(report));
}

function runOptions(options: NotebookOptions): Omit<RunOptions, 'output'> {
  const { prepareOnly, reportMode, kernel, language, cwd, startTimeout, timeout, autosaveCellEvery } = options;
  return {
    ...{ prepareOnly: prepareOnly && !options.prepareExecute, reportMode, kernel, language, cwd },
    startSeconds: startTimeout,
    timeoutSeconds: timeout,
    autosaveSeconds: autosaveCellEvery,
    saveEachCell: options.requestSaveOnCellExecute,
  };
}

/** As papermill: a pipe stands for a path that is left out, and with one path and a notebook piped in, that path is the output. */
function pathsOf(input: string | undefined, output: string | undefined, { helpNotebook }: NotebookOptions): Paths {
  const isPiped = helpNotebook ? false : isPipe(0);
  if (isPiped && input !== undefined && output === undefined) return { input: '-', output: input };
  if (input === undefined && !isPiped)
    throw new AccError('cli/bad-option', { message: 'which notebook shall be run?', hint: 'acc notebook run IN OUT' });
  if (output === undefined && !isPiped && process.stdout.isTTY && !helpNotebook)
    throw new AccError('cli/bad-option', {
      message: 'where shall the executed notebook go?',
      hint: `write: acc notebook run ${input} OUT (- for standard output; ${input} again to run it in place)`,
    });
  return { input: input ?? '-', output: output ?? '-' };
}

interface Paths {
  input: string;
  output: string;
}

function isPipe(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFIFO();
  } catch {
    return false; // closed
  }
}

/** What `-p` was given, unless `-r` overrides it. */
function wordsOf({ parameters = [], parameters_raw = [] }: NotebookOptions): Record<string, string> {
  const raw = parameters_raw.map((pair) => pairOf(pair)[0]);
  return Object.fromEntries(parameters.map(pairOf).filter(([name]) => !raw.includes(name)));
}

/** papermill's order: the paths as they were written, base64, files, YAML, values, raw texts. */
async function allParameters({ input, output }: Paths, options: NotebookOptions): Promise<Parameters> {
  const { injectPaths, injectInputPath, injectOutputPath } = options;
  return {
    ...((injectInputPath || injectPaths) && { PAPERMILL_INPUT_PATH: input }),
    ...((injectOutputPath || injectPaths) && { PAPERMILL_OUTPUT_PATH: output }),
    ...(await readParameters({
      base64: options.parameters_base64,
      files: options.parameters_file,
      yaml: options.parameters_yaml,
      values: options.parameters?.map(pairOf),
      raw: options.parameters_raw?.map(pairOf),
    })),
  };
}

/** Where the texts of the cells go beside the notebook. */
function outputs(
  { logOutput, stdoutFile, stderrFile }: NotebookOptions,
  say: CellLines['say'],
): { onOutput: RunOptions['onOutput']; close(): void } {
  const files = { stdout: opened(stdoutFile), stderr: opened(stderrFile), value: undefined };
  return {
    onOutput: (name, text) => {
      const file = files[name];
      if (file !== undefined) writeSync(file, text);
      if (logOutput) say(text.replace(/\n$/, ''));
    },
    close: () => {
      for (const file of Object.values(files)) if (file !== undefined) closeSync(file);
    },
  };
}

function opened(path: string | undefined): number | undefined {
  if (path === undefined) return undefined;
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw fileError(error, path);
  }
}

function summary({ output, run, skipped, failed, notRun, seconds }: RunReport): string {
  const counts = { run, skipped, failed, 'not run': notRun };
  const told = Object.entries(counts).filter(([name, count]) => count > 0 || name === 'run');
  return `${output}: ${told.map(([name, count]) => `${count} ${name}`).join(', ')}; ${seconds.toFixed(1)} s`;
}

/** How far a run came, for programs. */
function withReport(error: unknown, report: RunReport | undefined): unknown {
  if (!(error instanceof AccError)) return error;
  const { code, message, file, line, column, source, hint } = error;
  return new AccError(code, { message, file, line, column, source, hint, details: report, cause: error });
}

function refuseRemote(path: string): void {
  if (!/^[a-z][\w+.-]*:\/\//i.test(path)) return;
  const message = `${path} is on another machine: the kit runs notebooks in files`;
  throw new AccError('notebook/bad-path', { message, hint: 'fetch it first, or use - and a pipe' });
}
