import { AccError, formatError } from '../core/index.js';
import { runCommand } from './program.js';
import { stopSignal } from './stop-signal.js';

/**
 * Runs `acc` with the given arguments.
 * @returns the exit status: 0, 1 for an error, 2 for a wrong command line, 130 when it was stopped
 */
export async function main(args: string[]): Promise<number> {
  const { signal, release } = stopSignal();
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0); // the reader, e.g. `head`, has closed the pipe
    throw error;
  });
  try {
    await runCommand(args, {
      signal,
      print: (text) => void process.stdout.write(`${text}\n`),
      log: (line) => void process.stderr.write(`${line}\n`),
    });
    return Number(process.exitCode ?? 0); // set by a command that found problems and printed them
  } catch (error) {
    return reportError(signal.aborted ? interruption(error) : error, args);
  } finally {
    release();
  }
}

/** What a stopped command threw, which may be no more than that its signal has aborted. */
function interruption(error: unknown): AccError {
  if (error instanceof AccError && error.code === 'core/interrupted') return error;
  return new AccError('core/interrupted', {
    message: 'stopped',
    hint: 'run the same command again to go on',
    cause: error,
  });
}

/** @returns the exit status of the error */
function reportError(error: unknown, args: string[]): number {
  const isStopped = error instanceof AccError && error.code === 'core/interrupted';
  if (args.includes('--json')) {
    const facts =
      error instanceof AccError ? error.toJSON() : { code: 'unexpected', message: (error as Error).message };
    process.stdout.write(`${JSON.stringify({ error: facts })}\n`);
  } else {
    process.stderr.write(`acc: ${formatError(error)}\n`);
    const isUnexpected = !(error instanceof AccError) && !isStopped;
    if (args.includes('--debug') || isUnexpected) process.stderr.write(`${(error as Error).stack ?? ''}\n`);
  }
  if (isStopped) return 130;
  if (!(error instanceof AccError)) return 1;
  if (error.code.startsWith('cli/')) return 2;
  return error.code === 'notebook/kernel-died' ? 138 : 1; // papermill's
}
