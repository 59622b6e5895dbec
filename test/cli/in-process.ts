import type { CommandContext } from '../../src/cli/context.js';
import { runCommand } from '../../src/cli/program.js';

/** Runs a command in this process; rejects with its error. @returns what it printed and logged */
export async function inProcess(...args: string[]): Promise<{ printed: string; logged: string[] }> {
  let printed = '';
  const logged: string[] = [];
  const context: CommandContext = {
    signal: new AbortController().signal,
    print: (text) => {
      printed += `${text}\n`;
    },
    log: (line) => void logged.push(line),
  };
  await runCommand(args, context);
  return { printed, logged };
}
