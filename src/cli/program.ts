import type { Command } from 'commander';
import { registerData } from './data/index.js';
import type { CommandContext } from './main.js';
import { registerMetrics } from './metrics/index.js';
import { listed, seconds } from './options.js';

type Register = (program: Command, context: CommandContext) => void;

const set = [
  '--set <key=value...>',
  'override a value of the experiment, e.g. --set swift.arm.learning_rate=1e-4',
] as const;
const store = ['--store <folder>', 'where finished stages are kept (default: .acc in the kit, or ACC_STORE)'] as const;
const json = ['--json', 'machine-readable output'] as const;

const notebookRunHelp = `
Values are checked against the TypeScript types of the cell tagged "parameters" before anything runs. In the paths {name}
stands for a parameter, with Python's formats, and {pm[run_uuid]}, {pm[current_datetime_utc]:%Y-%m-%d} for the run itself.

Examples:
  acc notebook run lesson.ipynb out.ipynb
  acc notebook run lesson.ipynb 'out-{epochs:03d}.ipynb' -p epochs 20 -p arm ACC
  acc notebook run lesson.ipynb lesson.ipynb -f parameters.yaml
  acc notebook run lesson.ipynb --help-notebook
  cat lesson.ipynb | acc notebook run > out.ipynb

As papermill, without its --engine and --log-level, and without remote paths. Unlike papermill's: the working directory is the
notebook's folder, and a cell tagged "raises-exception" may fail without failing the run.`;

/**
 * The commands of `acc`: name, summary, options and an example stand here, so that --help loads no more than this; what a
 * command does is in the file of its name, loaded when it runs.
 */
export const commands: Register[] = [
  (program, context) =>
    program
      .command('start')
      .description(
        'set up what is missing, run the tiny experiment, execute the notebooks, print the tables, write the book',
      )
      .argument('[experiment]', 'profile or experiment file', 'tiny')
      .option(...set)
      .option(...store)
      .action(async (experiment, options) => (await import('./experiment/start.js')).start(context, experiment, options)),
  (program, context) =>
    program
      .command('doctor')
      .description(
        'check Node, Python, versions, GPU, disk, Java, ffmpeg and kernelspec, one line each with its remedy',
      )
      .option(...json)
      .action(async (options) => (await import('./setup/doctor.js')).doctor(context, options)),
  (program, context) =>
    program
      .command('env')
      .description('install the Python environment of environment.yml into your cache folder and show its versions')
      .option('--reinstall', 'make it anew')
      .option(...json)
      .action(async (options) => (await import('./setup/env.js')).env(context, options)),
  (program, context) =>
    program
      .command('plan')
      .description('show the stages of an experiment and the exact commands, with every inferred setting marked')
      .argument('<experiment>', 'profile (smoke, tiny, paper-4090) or experiment file')
      .option(...set)
      .option(...store)
      .option(...json)
      .addHelpText('after', '\nExample:\n  acc plan paper-4090')
      .action(async (experiment, options) => (await import('./experiment/plan.js')).plan(context, experiment, options)),
  (program, context) =>
    program
      .command('run')
      .description('run an experiment to its tables; what is in the store already is not done again')
      .argument('<experiment>', 'profile (smoke, tiny, paper-4090) or experiment file')
      .option(...set)
      .option(...store)
      .option(...json)
      .addHelpText(
        'after',
        '\nExamples:\n  acc run tiny\n  acc run tiny --set corpus=recordings\n  acc run base-seed-43',
      )
      .action(async (experiment, options) => (await import('./experiment/run.js')).run(context, experiment, options)),
  (program, context) =>
    program
      .command('status')
      .description('show runs and stages in the store: finished, unfinished, size, when, how long')
      .option(...store)
      .option('--verify', 'hash every output again and compare')
      .option(...json)
      .action(async (options) => (await import('./experiment/status.js')).status(context, options)),
  registerData,
  (program, context) => {
    const audio = program.command('audio').description('sound files: what they are, and what is wrong with them');
    audio
      .command('inspect')
      .description(
        'show format, codec, rate, channels, length, levels and oddities of sound files, or why they cannot be used',
      )
      .argument('<files...>', 'WAV files; FLAC, Ogg, MP3 and MPEG-4 through ffmpeg')
      .option('--json', 'one JSON object a file and line: the facts, or { error: { code, message, offset } }')
      .addHelpText(
        'after',
        '\nExit status 1 where a file cannot be read.\n\nExample:\n  acc audio inspect clip.wav --json',
      )
      .action(async (files, options) => (await import('./audio/inspect.js')).inspect(context, files, options));
  },
  registerMetrics,
  (program, context) => {
    const notebook = program
      .command('notebook')
      .description('execute TypeScript notebooks without Jupyter and without Python');
    notebook
      .command('run')
      .description("run a notebook's cells from top to bottom in a fresh kernel and write the executed notebook")
      .argument('[in]', 'notebook; - is standard input')
      .argument(
        '[out]',
        'where the executed notebook goes; - is standard output, the name of the notebook itself is in place',
      )
      .option(
        '-p, --parameters <name value>',
        'a value for the cell tagged "parameters": number, True, False, None or text',
        listed,
      )
      .option('-r, --parameters_raw <name value>', 'the same, always as text', listed)
      .option('-f, --parameters_file <file>', 'YAML or JSON file of values', listed)
      .option('-y, --parameters_yaml <yaml>', "values in YAML, e.g. '{epochs: 3, arms: [ACC, ADC]}'", listed)
      .option('-b, --parameters_base64 <yaml>', 'values in YAML, encoded in base64', listed)
      .option('--inject-input-path', 'give the path of the notebook as PAPERMILL_INPUT_PATH')
      .option('--inject-output-path', 'give the path of the executed notebook as PAPERMILL_OUTPUT_PATH')
      .option('--inject-paths', 'give both paths')
      .option('--help-notebook', "show the notebook's parameters: type, default, comment")
      .option('--prepare-only', 'write the notebook with its values, checked, and run nothing')
      .option('--prepare-execute', 'run it (default)')
      .option('--report-mode', 'hide the code of all cells')
      .option('--no-report-mode', 'show it (default)')
      .option('-k, --kernel <name>', "name of a kernelspec (default: the notebook's; for TypeScript the kit's own)")
      .option('-l, --language <name>', 'language of the notebook, against what it says itself')
      .option('--cwd <folder>', "working directory of the cells (default: the notebook's folder)")
      .option('--start-timeout <seconds>', 'longest time until the kernel answers', seconds, 60)
      .option('--execution-timeout, --timeout <seconds>', 'longest time for a cell (default: none)', seconds)
      .option('--request-save-on-cell-execute', 'save before and after every cell (default)')
      .option('--no-request-save-on-cell-execute', 'save at the end alone')
      .option('--autosave-cell-every <seconds>', 'save during a long cell, 0: not at all', seconds, 30)
      .option('--log-output', 'show what the cells write')
      .option('--no-log-output', 'do not (default)')
      .option('--stdout-file <file>', "the cells' standard output goes here too")
      .option('--stderr-file <file>', "the cells' standard error goes here too")
      .option('--progress-bar', 'show a line for each cell (default)')
      .option('--no-progress-bar', 'do not')
      .option(...json)
      .addHelpText('after', notebookRunHelp)
      .action(async (input, output, options) =>
        (await import('./notebook/run.js')).runOne(context, input, output, options),
      );
    notebook
      .command('check')
      .description(
        'find type errors, traps and runs out of order; with --compare also outputs that a fresh run shows otherwise',
      )
      .argument('[files...]', "notebooks, or folders of them (default: the kit's chapters)")
      .option('--compare', 'run each notebook afresh and compare its saved outputs with the new ones')
      .option('--rtol <number>', 'with --compare: how far a number may be off, relative to it (default: 1e-6)')
      .option('--atol <number>', 'with --compare: how far a number may be off anyway (default: 1e-9)')
      .option('--sanitise <file>', 'with --compare: YAML list of { pattern, replace } for what differs in every run')
      .option('-p, --parameters <name value>', 'with --compare: a value for the cell tagged "parameters"', listed)
      .option('--timeout <seconds>', 'with --compare: longest time for a cell', Number, 600)
      .option('--rules', 'list everything that is looked for, and why')
      .option(...json)
      .addHelpText(
        'after',
        '\nA finding is silenced by a comment "// acc-allow: CODE" or a tag "acc-allow:CODE" of its cell, or by "acc": {"allow": [CODE]}' +
          '\nin the metadata of the notebook, which also takes "acc": {"sanitise": [...]}: patterns, or "durations" and "hex".' +
          '\nCells tagged no-compare (or nbval-ignore-output) are run but not compared.' +
          '\n\nExamples:\n  acc notebook check\n  acc notebook check mine.ipynb --compare --rtol 1e-3',
      )
      .action(async (files, options) => (await import('./notebook/check.js')).checkFiles(context, files, options));
    notebook
      .command('clean')
      .description('take outputs, counts and metadata of runs out of notebooks, so that differences stay small')
      .argument('<files...>', 'notebooks, or folders of them; - reads standard input and writes standard output')
      .option('--check', 'change nothing; exit status 1 if something would be changed')
      .addHelpText(
        'after',
        '\nWhat a cell tagged keep_output shows is kept. As a filter of git, so that outputs never get into a commit:' +
          '\n  git config filter.notebook.clean "npm run --silent acc -- notebook clean -"' +
          '\n  echo "*.ipynb filter=notebook" >> .git/info/attributes',
      )
      .action(async (files, options) => (await import('./notebook/clean.js')).cleanNotebooks(context, files, options));
  },
  (program, context) => {
    const kernel = program.command('kernel').description('the TypeScript kernel for JupyterLab and VS Code');
    const place = (command: Command): Command =>
      command
        .option('--prefix <folder>', 'share/jupyter of this folder')
        .option('--sys-prefix', 'the active virtual or conda environment')
        .option('--jupyter-path', 'the first folder of JUPYTER_PATH')
        .option('--name <name>', 'the name that notebooks store (default: acc-typescript)');
    place(kernel.command('install').description('write the kernelspec, for you alone unless told otherwise; no Python'))
      .option('--display-name <text>', 'what people see (default: TypeScript (acc-kit))')
      .option('--force', 'overwrite a kernelspec of that name that is not the kit’s')
      .addHelpText('after', '\nExamples:\n  acc kernel install\n  acc kernel install --prefix ~/venv')
      .action(async (options) => (await import('./kernel/install.js')).install(context, options));
    place(kernel.command('uninstall').description('remove the kernelspec; one that is not the kit’s stays')).action(
      async (options) => (await import('./kernel/install.js')).uninstall(context, options),
    );
    kernel
      .command('list')
      .description('show the kernelspecs of the kit, what each points to and whether it works')
      .option(...json)
      .action(async (options) => (await import('./kernel/install.js')).list(context, options));
  },
  (program, context) =>
    program
      .command('book')
      .description('write executed notebooks into one self-contained HTML file')
      .argument('<notebooks...>', 'executed notebooks, in order')
      .option('-o, --output <file>', 'the HTML file', 'book.html')
      .action(async (notebooks, options) => (await import('./book.js')).book(context, notebooks, options)),
];
