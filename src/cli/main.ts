import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { AccError, formatError, kitRoot } from '../core/index.js';
import { commands } from './program.js';
import { dashFiles } from './audio/dash-files.js';
import { joinPairs } from './notebook/name-values.js';
import { stopSignal } from './stop-signal.js';

/** What a command file exports: its action. Arguments as commander gives them, options last. */
export type Action = (context: CommandContext, ...args: never[]) => Promise<void>;

export interface CommandContext {
  /** aborted by Ctrl-C, SIGTERM or SIGHUP */
  signal: AbortSignal;
  /** results: standard output */
  print(text: string): void;
  /** everything else: standard error */
  say(line: string): void;
}

/**
 * Runs `acc` with the given arguments.
 * @returns the exit status: 0, 1 for an error, 2 for a wrong command line, 130 when it was stopped
 */
export async function main(args: string[]): Promise<number> {
  const { signal, release } = stopSignal();
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0); // the reader, e.g. `head`, has seen enough
    throw error;
  });
  const context: CommandContext = {
    signal,
    print: (text) => void process.stdout.write(`${text}\n`),
    say: (line) => void process.stderr.write(`${line}\n`),
  };
  const program = new Command('acc')
    .description('Reproduces "From Contrast to Commonality: Audio Commonality Captioning" from sound to Tables 1-3.')
    .version(JSON.parse(readFileSync(join(kitRoot(), 'package.json'), 'utf8')).version)
    .option('--debug', 'show stack traces')
    .showHelpAfterError('(acc COMMAND --help tells more)')
    .exitOverride();
  for (const register of commands) register(program, context);
  try {
    await program.parseAsync(dashFiles(joinPairs(args)), { from: 'user' });
    return Number(process.exitCode ?? 0); // a command that found something wrong has said so here
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return report(error, signal, args);
  } finally {
    release();
  }
}

function report(error: unknown, signal: AbortSignal, args: string[]): number {
  const stopped = signal.aborted || (error instanceof AccError && error.code === 'core/interrupted');
  if (args.includes('--json')) {
    const facts =
      error instanceof AccError ? error.toJSON() : { code: 'unexpected', message: (error as Error).message };
    process.stdout.write(`${JSON.stringify({ error: facts })}\n`);
  } else {
    process.stderr.write(`acc: ${formatError(error)}\n`);
    const unexpected = !(error instanceof AccError) && !stopped;
    if (args.includes('--debug') || unexpected) process.stderr.write(`${(error as Error).stack ?? ''}\n`);
  }
  if (stopped) return 130;
  return error instanceof AccError && error.code === 'notebook/kernel-died' ? 138 : 1; // papermill's
}
