import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** What a command works with besides its arguments. */
export interface CommandContext {
  /** aborted by Ctrl-C, SIGTERM or SIGHUP */
  signal: AbortSignal;
  /** writes a result to standard output */
  print(text: string): void;
  /** writes progress or a remark to standard error */
  log(line: string): void;
}

/**
 * Adds a command, or a group of commands, to its parent. `--help` loads every definition, so a command file imports only types, core
 * and its own group; the libraries that do the work are imported when the command runs.
 */
export type Register = (parent: CommandUnknownOpts, context: CommandContext) => void;

/** A command that has only subcommands, such as `acc data`. */
export function commandGroup(name: string, description: string, commands: readonly Register[]): Register {
  return (program, context) => {
    const group = program.command(name).description(description);
    for (const register of commands) register(group, context);
  };
}
