import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { kitRoot } from '../core/index.js';
import { registerAblation } from './ablation/index.js';
import { protectDashFiles, registerAudio } from './audio/index.js';
import { registerBook } from './book.js';
import { commandLineError } from './command-line-error.js';
import type { CommandContext, Register } from './context.js';
import { registerData } from './data/index.js';
import { registerExperiment } from './experiment/index.js';
import { registerKernel } from './kernel/index.js';
import { registerMetrics } from './metrics/index.js';
import { registerModel } from './model/index.js';
import { joinNameValues, registerNotebook } from './notebook/index.js';
import { registerSetup } from './setup/index.js';
import { registerTasks } from './tasks/index.js';

/** The commands of `acc`, in the order of `acc --help`. */
const groups: Register[] = [
  registerExperiment,
  registerAblation,
  registerModel,
  registerSetup,
  registerData,
  registerAudio,
  registerMetrics,
  registerTasks,
  registerNotebook,
  registerBook,
  registerKernel,
];

/**
 * Parses a command line and runs its command.
 * @param args the words after `acc`
 * @throws AccError cli/… for a wrong command line, and whatever the command throws
 */
export async function runCommand(args: string[], context: CommandContext): Promise<void> {
  const program = createProgram(context);
  try {
    await program.parseAsync(protectDashFiles(joinNameValues(args)), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw commandLineError(error, commandPath(program, args)); // 0: --help or --version
  }
}

function createProgram(context: CommandContext): CommandUnknownOpts {
  const program = new Command('acc')
    .description('Reproduces "From Contrast to Commonality: Audio Commonality Captioning" from audio to Tables 1-3.')
    .version(kitVersion(), '-V, --version', 'show the version')
    .option('--debug', 'show the stack trace of an error')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .configureHelp({ subcommandTerm, minWidthToWrap: 20 })
    .configureOutput({ outputError: () => {} }) // main prints errors in the kit's words
    .exitOverride();
  for (const register of groups) register(program, context);
  return program;
}

/** "score <candidates> [references]": every command has options, so the list does not say so. */
function subcommandTerm(command: CommandUnknownOpts): string {
  return [
    command.name(),
    ...command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
      return argument.required ? `<${name}>` : `[${name}]`;
    }),
  ].join(' ');
}

function kitVersion(): string {
  return JSON.parse(readFileSync(join(kitRoot(), 'package.json'), 'utf8')).version;
}

/** "acc data build" for ['data', 'build', '--json', …] */
function commandPath(program: CommandUnknownOpts, args: readonly string[]): string {
  let command = program;
  const path = [program.name()];
  for (const word of args.filter((arg) => !arg.startsWith('-'))) {
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (!next) break;
    command = next;
    path.push(word);
  }
  return path.join(' ');
}
