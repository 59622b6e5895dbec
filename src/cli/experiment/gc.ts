import { resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { columns, inUnits } from '../../core/index.js';
import type { Garbage } from '../../stage/index.js';
import { asking, isTerminal } from '../asking.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';
import { storeOption } from './options.js';

/** `acc gc`: removes from the store what no run needs, after it has shown what and how much that is. */
export function registerGc(program: CommandUnknownOpts, { print, log, signal }: CommandContext): void {
  program
    .command('gc')
    .description(
      'show what no run in the store needs, what killed processes left, and how much space that takes, and remove it if you agree',
    )
    .option('--only-last', 'also what only earlier runs of a name need; they are dropped from its history')
    .option('--unfinished', 'also the work of runs that have not finished; they can then not be resumed')
    .option('--yes', 'remove it without a question; without a terminal nothing is removed otherwise')
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', gcHelp)
    .action(async ({ onlyLast = false, unfinished = false, yes = false, store, json }) => {
      const [{ clearStore, defaultStore }, { chapterKind }] = await Promise.all([
        import('../../experiment/index.js'),
        import('../../notebook/index.js'),
      ]);
      const root = resolve(store ?? defaultStore());
      let found: Garbage[] = [];
      const agree = async (garbage: Garbage[]): Promise<boolean> => {
        found = garbage;
        if (!json) for (const line of garbageLines(garbage)) print(line);
        return yes || (!json && (await answeredYes(signal)));
      };
      const removed = await clearStore(root, { onlyLast, unfinished, view: chapterKind }, { signal, agree });
      if (json) print(JSON.stringify({ store: root, found, removed: removed.length > 0 }));
      else if (found.length === 0) print(`nothing to remove in ${root}`);
      else log(removed.length > 0 ? `removed ${total(removed)}` : 'nothing was removed; --yes removes it');
    });
}

const gcHelp = `
Kept are all stages of every run that "acc status" lists, finished or not, what they read, and their newest executed notebooks.

Examples:
  acc gc                    what could be removed; on a terminal it asks
  acc gc --only-last --yes  keeps the last run of each name`;

function garbageLines(garbage: readonly Garbage[]): string[] {
  const rows = garbage.map(({ path, name, bytes }) => [inUnits(bytes), path, name ?? '']);
  return [...columns(rows, ['right', 'left']), `${garbage.length} folders and files, ${total(garbage)}`];
}

function total(garbage: readonly Garbage[]): string {
  return inUnits(garbage.reduce((sum, { bytes }) => sum + bytes, 0));
}

/** false where there is no terminal to ask on */
async function answeredYes(signal: AbortSignal): Promise<boolean> {
  if (!isTerminal()) return false;
  return asking(signal, async (ask) => /^y(es)?$/i.test(await ask('Remove them? [yes/no]', '--yes')));
}
